import { BookingLifeJobs } from './booking-life-jobs';
import { BureauCancelService } from './changes/bureau-cancel.service';
import { FreedNews } from './changes/freed-news';
import { FreedTime } from './changes/freed-time';
import { KeptOfficialRepository } from './changes/kept-official.repository';
import { RequestLifeController } from './changes/request-life.controller';
import { ResidentChanges } from './changes/resident-changes.service';
import { ResidentTimes } from './changes/resident-times';
import { HoldRepository } from './holds/hold.repository';
import { HoldSweep } from './holds/hold-sweep';
import { HoldUse } from './holds/hold-use';
import { Holders } from './holds/holders';
import { HoldsController } from './holds/holds.controller';
import { HoldsService } from './holds/holds.service';
import { NoShowRepository } from './no-shows/no-show.repository';
import { NoShowService } from './no-shows/no-show.service';
import { QueueController } from './queue/queue.controller';
import { QueueOutlook } from './queue/queue-outlook';
import { QueueRepository } from './queue/queue.repository';
import { QueueService } from './queue/queue.service';
import { QueueSweep } from './queue/queue-sweep';
import { WalkIns } from './queue/walk-ins';
import { SeriesRepository } from './series/series.repository';
import { SeriesService } from './series/series.service';
import { SeriesWish } from './series/series-wish';

/** What becomes of a slot before and after it is booked. */
export const BOOKING_LIFE_CONTROLLERS = [HoldsController, QueueController, RequestLifeController];
export const BOOKING_LIFE = [
  Holders,
  HoldRepository,
  HoldsService,
  HoldUse,
  HoldSweep,
  BookingLifeJobs,
  ResidentTimes,
  ResidentChanges,
  BureauCancelService,
  KeptOfficialRepository,
  FreedTime,
  FreedNews,
  QueueRepository,
  QueueOutlook,
  QueueService,
  QueueSweep,
  WalkIns,
  NoShowRepository,
  NoShowService,
  SeriesRepository,
  SeriesWish,
  SeriesService,
];
