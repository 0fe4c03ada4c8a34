import { pipeline } from 'node:stream/promises';
import type { Reconciled, RecordingAlarms, RecordingFindings, RecordingView } from '@contracts/http/recordings';
import { Controller, Get, HttpCode, Param, ParseIntPipe, ParseUUIDPipe, Post, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { Logger } from '../common/logger';
import { AlarmList } from './alarms/alarm-list';
import { RecordingExportService } from './export/recording-export.service';
import { RecordingNights } from './nights/recording-nights';
import { RecordingViewService } from './playing/recording-view.service';
import { SegmentFiles } from './playing/segment-files';
import { ReconciledDto, RecordingAlarmsDto, RecordingFindingsDto, RecordingViewDto } from './recordings.dto';

@Controller('api/recordings')
export class RecordingsController {
  constructor(
    private readonly alarmList: AlarmList,
    private readonly nights: RecordingNights,
    private readonly views: RecordingViewService,
    private readonly files: SegmentFiles,
    private readonly exports: RecordingExportService,
    private readonly logger: Logger,
  ) {}

  @Allow('anyStaff')
  @Get('alarms')
  @ApiOkResponse({ type: RecordingAlarmsDto })
  alarms(@CurrentActor() actor: Actor): Promise<RecordingAlarms> {
    return this.alarmList.read(actor);
  }

  @Allow('auditor', 'dutyLeader')
  @Get('findings')
  @ApiOkResponse({ type: RecordingFindingsDto })
  findings(@CurrentActor() actor: Actor): Promise<RecordingFindings> {
    return this.nights.findings(actor);
  }

  @Allow('admin', 'auditor')
  @Post('reconcile')
  @HttpCode(200)
  @ApiOkResponse({ type: ReconciledDto })
  reconcile(@CurrentActor() actor: Actor): Promise<Reconciled> {
    return this.nights.reconcile(actor);
  }

  @Allow('anyStaff')
  @Get(':accessId')
  @ApiOkResponse({ type: RecordingViewDto })
  read(@CurrentActor() actor: Actor, @Param('accessId', ParseUUIDPipe) accessId: string): Promise<RecordingView> {
    return this.views.read(actor, accessId);
  }

  @Allow('anyStaff')
  @Get(':accessId/segments/:trackId/:number')
  @ApiProduces('video/webm', 'audio/webm', 'video/mp4', 'audio/mp4')
  async segment(
    @CurrentActor() actor: Actor,
    @Param('accessId', ParseUUIDPipe) accessId: string,
    @Param('trackId', ParseUUIDPipe) trackId: string,
    @Param('number', ParseIntPipe) number: number,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const answer = await this.files.open(actor, accessId, trackId, number, request.header('range'));
    response.status(answer.status).set(withText(answer.headers));
    if (answer.stream) await this.send(answer.stream, response);
    else response.end();
  }

  @Allow('anyStaff')
  @Get(':accessId/export')
  @ApiProduces('application/zip')
  async export(
    @CurrentActor() actor: Actor,
    @Param('accessId', ParseUUIDPipe) accessId: string,
    @Res() response: Response,
  ): Promise<void> {
    const breakOff = new AbortController();
    response.once('close', () => breakOff.abort());
    const { fileName, stream, tidy } = await this.exports.export(actor, accessId, breakOff.signal);
    try {
      response.set({
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${fileName}"`,
        'cache-control': 'private, no-store',
      });
      await this.send(stream, response);
    } finally {
      await tidy();
    }
  }

  /** Whoever seeks or closes the window breaks off; a file that breaks must not look as if it were whole. */
  private async send(stream: NodeJS.ReadableStream, response: Response): Promise<void> {
    try {
      await pipeline(stream, response);
    } catch (error) {
      if (!response.writableEnded) response.destroy();
      this.logger.debug('a recording was not sent to its end', { error: error instanceof Error ? error.message : '' });
    }
  }
}

const withText = (headers: Readonly<Record<string, string | number>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
