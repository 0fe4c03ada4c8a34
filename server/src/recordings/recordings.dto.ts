import {
  addBookmark,
  holdRecording,
  keepRecording,
  openRecording,
  reconciled,
  recordingAccess,
  recordingAlarms,
  recordingBookmark,
  recordingFindings,
  recordingSummary,
  recordingView,
  releaseRecording,
} from '@contracts/http/recordings';
import { createZodDto } from 'nestjs-zod';

export class OpenRecordingDto extends createZodDto(openRecording) {}
export class RecordingAccessDto extends createZodDto(recordingAccess) {}
export class AddBookmarkDto extends createZodDto(addBookmark) {}
export class RecordingBookmarkDto extends createZodDto(recordingBookmark) {}
export class HoldRecordingDto extends createZodDto(holdRecording) {}
export class ReleaseRecordingDto extends createZodDto(releaseRecording) {}
export class KeepRecordingDto extends createZodDto(keepRecording) {}
export class RecordingSummaryDto extends createZodDto(recordingSummary) {}
export class RecordingViewDto extends createZodDto(recordingView) {}
export class RecordingAlarmsDto extends createZodDto(recordingAlarms) {}
export class RecordingFindingsDto extends createZodDto(recordingFindings) {}
export class ReconciledDto extends createZodDto(reconciled) {}
