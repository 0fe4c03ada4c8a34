import { Module } from '@nestjs/common';
import { FollowUpsModule } from '../follow-ups/follow-ups.module';
import { HouseModule } from '../house/house.module';
import { NoticesModule } from '../notices/notices.module';
import { OutcomesModule } from '../outcomes/outcomes.module';
import { RequestsModule } from '../requests/requests.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { ConfirmLinkController } from './confirm-link.controller';
import { ConfirmLinkService } from './confirm-link.service';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { PortalController } from './portal.controller';
import { PortalRepository } from './portal.repository';
import { PortalService } from './portal.service';

/** The resident's own page. */
@Module({
  imports: [
    HouseModule,
    RequestsModule,
    NoticesModule,
    SchedulingModule,
    WebhooksModule,
    OutcomesModule,
    FollowUpsModule,
  ],
  controllers: [PortalController, ConfirmLinkController],
  providers: [PortalRepository, PortalService, ConfirmLinkService],
})
export class ResidentPortalModule {}
