import type { RecordingAccess, RecordingBookmark, RecordingSummary } from '@contracts/http/recordings';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import { RecordingKeepingService } from './keeping/recording-keeping.service';
import { RecordingSummaryService } from './keeping/recording-summary.service';
import { RecordingAccessService } from './playing/recording-access.service';
import {
  AddBookmarkDto,
  HoldRecordingDto,
  KeepRecordingDto,
  OpenRecordingDto,
  RecordingAccessDto,
  RecordingBookmarkDto,
  RecordingSummaryDto,
  ReleaseRecordingDto,
} from './recordings.dto';

@Allow('anyStaff')
@Controller('api/sessions/:id/recording')
export class SessionRecordingController {
  constructor(
    private readonly summaries: RecordingSummaryService,
    private readonly accesses: RecordingAccessService,
    private readonly keeping: RecordingKeepingService,
  ) {}

  @Get()
  @ApiOkResponse({ type: RecordingSummaryDto })
  read(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<RecordingSummary> {
    return this.summaries.read(actor, id);
  }

  @Post('access')
  @ApiCreatedResponse({ type: RecordingAccessDto })
  open(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: OpenRecordingDto,
  ): Promise<RecordingAccess> {
    return this.accesses.open(actor, id, body);
  }

  @Post('bookmarks')
  @ApiCreatedResponse({ type: RecordingBookmarkDto })
  bookmark(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: AddBookmarkDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<RecordingBookmark> {
    return this.accesses.bookmark(actor, id, body, repeatable);
  }

  @Post('hold')
  @HttpCode(200)
  @ApiOkResponse({ type: RecordingSummaryDto })
  hold(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: HoldRecordingDto,
  ): Promise<RecordingSummary> {
    return this.keeping.hold(actor, id, body.reason);
  }

  @Delete('hold')
  @ApiOkResponse({ type: RecordingSummaryDto })
  release(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ReleaseRecordingDto,
  ): Promise<RecordingSummary> {
    return this.keeping.release(actor, id, body.reason);
  }

  @Put('retention')
  @ApiOkResponse({ type: RecordingSummaryDto })
  keep(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: KeepRecordingDto,
  ): Promise<RecordingSummary> {
    return this.keeping.setRetention(actor, id, body);
  }
}
