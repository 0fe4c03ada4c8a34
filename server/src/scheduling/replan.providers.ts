import { BoardController } from './board/board.controller';
import { BoardReader } from './board/board.reader';
import { BoardRepository } from './board/board.repository';
import { ForecastReader } from './board/forecast.reader';
import { StartsReader } from './board/starts.reader';
import { BookedRepository } from './replan/booked.repository';
import { ClashReports } from './replan/clash-report';
import { OfficialReplaced } from './replan/official-replaced';
import { RecusalRepository } from './replan/recusal.repository';
import { RecusalsService } from './replan/recusals.service';
import { ReplanAcceptance } from './replan/replan-acceptance';
import { ReplanChanges } from './replan/replan-changes';
import { ReplanController } from './replan/replan.controller';
import { ReplanService } from './replan/replan.service';
import { Replanner } from './replan/replanner';
import { RoomFaultRepository } from './replan/room-fault.repository';
import { RoomFaultsService } from './replan/room-faults.service';
import { UnplacedJobs } from './replan/unplaced-jobs';
import { UnplacedSweep } from './replan/unplaced-sweep';
import { UnplacedRepository } from './replan/unplaced.repository';

/** The scheduler's board, and what to do when a plan no longer holds. */
export const REPLANNING_CONTROLLERS = [BoardController, ReplanController];
export const REPLANNING = [
  BoardRepository,
  BoardReader,
  ForecastReader,
  StartsReader,
  BookedRepository,
  ClashReports,
  Replanner,
  ReplanChanges,
  ReplanAcceptance,
  ReplanService,
  UnplacedRepository,
  UnplacedSweep,
  UnplacedJobs,
  OfficialReplaced,
  RecusalRepository,
  RecusalsService,
  RoomFaultRepository,
  RoomFaultsService,
];
