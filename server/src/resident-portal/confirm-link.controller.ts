import { confirmLinkView, TEMPLATE_LANGUAGES, type ConfirmLinkView } from '@contracts/http/notices';
import { residentConfirm } from '@contracts/http/requests';
import { Body, Controller, Get, Header, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { Allow } from '../common/allow';
import { Strict } from '../common/throttle';
import { asDownload } from '../notices/calendar/calendar-files';
import { ConfirmLinkService } from './confirm-link.service';

class TokenDto extends createZodDto(z.object({ token: z.string().max(40) })) {}
class LanguageDto extends createZodDto(z.object({ lang: z.enum(TEMPLATE_LANGUAGES).default('zh') })) {}
class LinkAnswerDto extends createZodDto(residentConfirm) {}
class ConfirmLinkViewDto extends createZodDto(confirmLinkView) {}

@Allow('anyone')
@Strict()
@Controller('api/confirm')
export class ConfirmLinkController {
  constructor(private readonly links: ConfirmLinkService) {}

  @Get(':token')
  @ApiOkResponse({ type: ConfirmLinkViewDto })
  @Header('Cache-Control', 'no-store')
  read(@Param() { token }: TokenDto): Promise<ConfirmLinkView> {
    return this.links.read(token);
  }

  @Post(':token')
  @HttpCode(200)
  @ApiOkResponse({ type: ConfirmLinkViewDto })
  answer(@Param() { token }: TokenDto, @Body() { coming }: LinkAnswerDto): Promise<ConfirmLinkView> {
    return this.links.answer(token, coming);
  }

  @Get(':token/appointment.ics')
  @ApiProduces('text/calendar')
  @Header('Cache-Control', 'no-store')
  async calendar(@Param() { token }: TokenDto, @Query() { lang }: LanguageDto): Promise<StreamableFile> {
    return asDownload(await this.links.calendar(token, lang));
  }
}
