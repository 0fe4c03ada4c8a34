import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { RequestsModule } from '../requests/requests.module';
import { SchedulingModule } from '../scheduling/scheduling.module';
import { SessionsModule } from '../sessions/sessions.module';
import { Answers } from './answers';
import { AgreementEntity, OutcomeEntity } from './outcome.entity';
import { OutcomeRepository } from './outcome.repository';
import { OutcomesController } from './outcomes.controller';
import { OutcomesService } from './outcomes.service';

/** What came of the talk, what was answered, what is owed next. */
@Module({
  imports: [
    HouseModule,
    IdentityModule,
    RequestsModule,
    SchedulingModule,
    SessionsModule,
    TypeOrmModule.forFeature([OutcomeEntity, AgreementEntity]),
  ],
  controllers: [OutcomesController],
  providers: [OutcomeRepository, OutcomesService, Answers],
  exports: [Answers],
})
export class OutcomesModule {}
