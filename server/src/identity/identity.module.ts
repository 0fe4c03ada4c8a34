import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HouseModule } from '../house/house.module';
import { ActorGuard } from './actor.guard';
import { BookingCodeRepository } from './booking-code.repository';
import { DeviceEntity, PairingEntity } from './device.entity';
import { DeviceRepository } from './device.repository';
import { DeviceRegistryController } from './device-registry.controller';
import { DeviceRegistryRepository } from './device-registry.repository';
import { DeviceRegistryService } from './device-registry.service';
import { DevicesController } from './devices.controller';
import { DevicesService } from './devices.service';
import { IdentityController } from './identity.controller';
import { MeReader } from './me.reader';
import { ResidentSignInService } from './resident-sign-in.service';
import { SignInEntity } from './sign-in.entity';
import { SignInRepository } from './sign-in.repository';
import { SignIns } from './sign-ins';
import { StaffEntity } from './staff.entity';
import { StaffSignInService } from './staff-sign-in.service';
import { BureauEntity, StationEntity } from './station.entity';
import { StationRepository } from './station.repository';
import { Stations } from './stations';
import { Tries } from './tries';

/** Who is asking: staff, residents, room screens, and the stations they belong to. */
@Global()
@Module({
  imports: [
    HouseModule,
    TypeOrmModule.forFeature([BureauEntity, StationEntity, StaffEntity, DeviceEntity, PairingEntity, SignInEntity]),
  ],
  controllers: [IdentityController, DevicesController, DeviceRegistryController],
  providers: [
    SignInRepository,
    SignIns,
    StationRepository,
    Stations,
    StaffSignInService,
    BookingCodeRepository,
    ResidentSignInService,
    DevicesService,
    DeviceRepository,
    DeviceRegistryService,
    DeviceRegistryRepository,
    MeReader,
    Tries,
    { provide: APP_GUARD, useClass: ActorGuard },
  ],
  exports: [SignIns, Stations, ResidentSignInService, DevicesService, Tries],
})
export class IdentityModule {}
