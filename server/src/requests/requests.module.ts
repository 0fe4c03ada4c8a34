import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '../identity/identity.module';
import { PartyContacts } from './party-contacts';
import { PartyEntity } from './party.entity';
import { PersonEntity } from './person.entity';
import { RegistrationService } from './registration.service';
import { RequestReader } from './request-reader';
import { RequestStates } from './request-states';
import { RequestEntity } from './request.entity';
import { RequestRepository } from './request.repository';

/** A resident's request arrives. */
@Module({
  imports: [IdentityModule, TypeOrmModule.forFeature([RequestEntity, PartyEntity, PersonEntity])],
  providers: [RequestRepository, RegistrationService, RequestReader, RequestStates, PartyContacts],
  exports: [RegistrationService, RequestReader, RequestStates, PartyContacts],
})
export class RequestsModule {}
