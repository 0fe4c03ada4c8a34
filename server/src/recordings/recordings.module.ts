import { Module } from '@nestjs/common';
import { CapacityModule } from '../capacity/capacity.module';
import { IdentityModule } from '../identity/identity.module';
import { SessionsModule } from '../sessions/sessions.module';
import { AlarmList } from './alarms/alarm-list';
import { AlarmRepository } from './alarms/alarm.repository';
import { RecordingWatch } from './alarms/recording-watch';
import { ChainRepository } from './chain/chain.repository';
import { ExportFolders } from './export/export-folders';
import { RecordingExportService } from './export/recording-export.service';
import { KeepingController } from './keeping/keeping.controller';
import { KeepingRuleRepository } from './keeping/keeping-rule.repository';
import { KeepingRules } from './keeping/keeping-rules';
import { KeepingService } from './keeping/keeping.service';
import { RecordingKeepingService } from './keeping/recording-keeping.service';
import { RecordingSummaryService } from './keeping/recording-summary.service';
import { NightRepository } from './nights/night.repository';
import { Purging } from './nights/purging';
import { Reconciling } from './nights/reconciling';
import { RecordingNights } from './nights/recording-nights';
import { AccessRepository } from './playing/access.repository';
import { RecordingAccessService } from './playing/recording-access.service';
import { RecordingViewService } from './playing/recording-view.service';
import { SegmentFiles } from './playing/segment-files';
import { RecordingIntake } from './recording-intake';
import { RecordingJobs } from './recording-jobs';
import { recordingStore } from './recording-store';
import { RecordingRepository } from './recording.repository';
import { RecordingsController } from './recordings.controller';
import { SessionRecordingController } from './session-recording.controller';

/** What was recorded of a session: its evidence chain, who looks at it, how long it is kept, and whether it is there. */
@Module({
  imports: [IdentityModule, CapacityModule, SessionsModule],
  // Before the controller whose addresses begin with an access.
  controllers: [SessionRecordingController, KeepingController, RecordingsController],
  providers: [
    recordingStore,
    RecordingRepository,
    ChainRepository,
    AlarmRepository,
    AccessRepository,
    NightRepository,
    RecordingIntake,
    RecordingWatch,
    AlarmList,
    RecordingAccessService,
    RecordingViewService,
    SegmentFiles,
    RecordingSummaryService,
    RecordingKeepingService,
    KeepingRuleRepository,
    KeepingRules,
    KeepingService,
    ExportFolders,
    RecordingExportService,
    Reconciling,
    Purging,
    RecordingNights,
    RecordingJobs,
  ],
})
export class RecordingsModule {}
