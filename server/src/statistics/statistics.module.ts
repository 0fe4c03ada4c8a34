import { Module } from '@nestjs/common';
import { FiguresRepository } from './figures.repository';
import { StatisticsController } from './statistics.controller';
import { StatisticsService } from './statistics.service';

/** Figures by SQL over everybody's tables; writes nothing. */
@Module({ controllers: [StatisticsController], providers: [StatisticsService, FiguresRepository] })
export class StatisticsModule {}
