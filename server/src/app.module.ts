import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { ZodValidationPipe } from 'nestjs-zod';
import { CapacityModule } from './capacity/capacity.module';
import { CommonModule } from './common/common.module';
import { RefusalFilter } from './common/refusal.filter';
import { rateLimitFactor } from './common/throttle';
import { CONFIG, type Config } from './config';
import { DatabaseModule } from './database/database.module';
import { GatewayModule } from './gateway/gateway.module';
import { HealthModule } from './health/health.module';
import { FollowUpsModule } from './follow-ups/follow-ups.module';
import { HouseModule } from './house/house.module';
import { IdentityModule } from './identity/identity.module';
import { NoticesModule } from './notices/notices.module';
import { OutcomesModule } from './outcomes/outcomes.module';
import { RecordingsModule } from './recordings/recordings.module';
import { RequestsModule } from './requests/requests.module';
import { ResidentPortalModule } from './resident-portal/resident-portal.module';
import { SchedulingModule } from './scheduling/scheduling.module';
import { SessionsModule } from './sessions/sessions.module';
import { StatisticsModule } from './statistics/statistics.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** The modules in the order in which a resident meets them; each imports only earlier ones. */
@Module({
  imports: [
    CommonModule,
    DatabaseModule,
    BullModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ connection: { url: config.REDIS_URL, maxRetriesPerRequest: null } }),
    }),
    ThrottlerModule.forRoot([{ ttl: 60_000, limit: () => 600 * rateLimitFactor() }]),
    HouseModule,
    IdentityModule,
    WebhooksModule,
    CapacityModule,
    RequestsModule,
    NoticesModule,
    SchedulingModule,
    SessionsModule,
    RecordingsModule,
    OutcomesModule,
    FollowUpsModule,
    ResidentPortalModule,
    StatisticsModule,
    GatewayModule,
    HealthModule,
  ],
  providers: [
    { provide: APP_FILTER, useClass: RefusalFilter },
    { provide: APP_PIPE, useClass: ZodValidationPipe },
    { provide: APP_GUARD, useClass: ThrottlerGuard },
  ],
})
export class AppModule {}
