import type { TemplatePreview, TemplateView } from '@contracts/http/notices';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import {
  PreviewTemplateDto,
  PutTemplateDto,
  TemplateParamDto,
  TemplatePreviewDto,
  TemplateVersionDto,
  TemplateViewDto,
} from '../notices.dto';
import { NoticeTemplates } from './notice-templates.service';

@Allow('scheduler', 'admin')
@Controller('api/notice-templates')
export class NoticeTemplatesController {
  constructor(private readonly templates: NoticeTemplates) {}

  @Get()
  @ApiOkResponse({ type: [TemplateViewDto] })
  list(@CurrentActor() actor: Actor): Promise<TemplateView[]> {
    return this.templates.list(actor);
  }

  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ type: TemplatePreviewDto })
  preview(@CurrentActor() actor: Actor, @Body() body: PreviewTemplateDto): Promise<TemplatePreview> {
    return this.templates.preview(actor, body);
  }

  @Put(':kind/:language')
  @ApiOkResponse({ type: TemplateViewDto })
  put(
    @CurrentActor() actor: Actor,
    @Param() { kind, language }: TemplateParamDto,
    @Body() body: PutTemplateDto,
  ): Promise<TemplateView> {
    return this.templates.put(actor, kind, language, body);
  }

  /** Back to the built-in text; `?version=` is that which was read. */
  @Delete(':kind/:language')
  @ApiOkResponse({ type: TemplateViewDto })
  reset(
    @CurrentActor() actor: Actor,
    @Param() { kind, language }: TemplateParamDto,
    @Query() { version }: TemplateVersionDto,
  ): Promise<TemplateView> {
    return this.templates.reset(actor, kind, language, version);
  }
}
