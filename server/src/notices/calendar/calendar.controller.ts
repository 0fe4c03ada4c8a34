import { Controller, Get, Header, Query, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { requireResident, type Actor } from '../../common/actor';
import { Allow, CurrentActor } from '../../common/allow';
import { LanguageQueryDto } from '../notices.dto';
import { asDownload, CalendarFiles } from './calendar-files';

@Controller('api/resident')
export class CalendarController {
  constructor(
    private readonly source: DataSource,
    private readonly calendars: CalendarFiles,
  ) {}

  /** The own appointment for one's own calendar; after a change it replaces itself there. */
  @Allow('resident')
  @ApiProduces('text/calendar')
  @Get('appointment.ics')
  @Header('Cache-Control', 'no-store')
  async read(@CurrentActor() actor: Actor, @Query() { lang }: LanguageQueryDto): Promise<StreamableFile> {
    const { partyId } = requireResident(actor);
    return asDownload(await this.calendars.current(this.source.manager, partyId, lang));
  }
}
