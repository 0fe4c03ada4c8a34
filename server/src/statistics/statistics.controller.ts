import { figuresQuery, type Figures } from '@contracts/http/statistics';
import { Controller, Get, Query } from '@nestjs/common';
import { createZodDto } from 'nestjs-zod';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { StatisticsService } from './statistics.service';

class FiguresQueryDto extends createZodDto(figuresQuery) {}

@Controller('api/figures')
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Allow('stationClerk', 'scheduler', 'dutyLeader', 'bureauLeader', 'auditor')
  @Get()
  read(@CurrentActor() actor: Actor, @Query() query: FiguresQueryDto): Promise<Figures> {
    return this.statistics.read(actor, query);
  }
}
