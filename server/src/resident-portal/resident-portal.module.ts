import { Module } from '@nestjs/common';
import { FollowUpsModule } from '../follow-ups/follow-ups.module';
import { HouseModule } from '../house/house.module';
import { NoticesModule } from '../notices/notices.module';
import { OutcomesModule } from '../outcomes/outcomes.module';
import { RequestsModule } from '../requests/requests.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { PortalController } from './portal.controller';
import { PortalRepository } from './portal.repository';
import { PortalService } from './portal.service';

/** The resident's own page. */
@Module({
  imports: [HouseModule, RequestsModule, NoticesModule, SchedulingModule, OutcomesModule, FollowUpsModule],
  controllers: [PortalController],
  providers: [PortalRepository, PortalService],
})
export class ResidentPortalModule {}
