import { Module } from '@nestjs/common';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { Availability } from './availability';
import { AvailabilityRepository } from './availability.repository';
import { BureauLockRepository } from './bureau-lock.repository';
import { CalendarDaysRepository } from './calendar-days.repository';
import { CalendarController } from './calendar.controller';
import { CalendarService } from './calendar.service';
import { CapacityNews } from './capacity-news';
import { ClashReader } from './clash-reader';
import { ClashRepository } from './clash.repository';
import { ExceptionsRepository } from './exceptions.repository';
import { ExceptionsService } from './exceptions.service';
import { HoursImportService } from './hours-import.service';
import { HoursRepository } from './hours.repository';
import { HoursService } from './hours.service';
import { MarketRepository } from './market.repository';
import { MarketService } from './market.service';
import { ResourceDirectory } from './resource-directory';
import { ResourceRecordsRepository } from './resource-records.repository';
import { ResourcesController } from './resources.controller';
import { SchedulingSettings } from './scheduling-settings';
import { SchedulingSettingsRepository } from './scheduling-settings.repository';
import { SettingsService } from './settings.service';
import { StationPlacesRepository } from './station-places.repository';
import { UnitsRepository } from './units.repository';
import { WorkingCalendar } from './working-calendar';

/** When whom and what can be had: hours, exceptions, the working calendar, and how slots are cut. */
@Module({
  imports: [HouseModule, IdentityModule],
  controllers: [ResourcesController, CalendarController],
  providers: [
    AvailabilityRepository,
    Availability,
    CalendarDaysRepository,
    WorkingCalendar,
    SchedulingSettingsRepository,
    SchedulingSettings,
    ClashRepository,
    ClashReader,
    StationPlacesRepository,
    ResourceRecordsRepository,
    ResourceDirectory,
    BureauLockRepository,
    MarketRepository,
    HoursRepository,
    UnitsRepository,
    ExceptionsRepository,
    CapacityNews,
    HoursService,
    ExceptionsService,
    HoursImportService,
    CalendarService,
    SettingsService,
    MarketService,
  ],
  exports: [
    Availability,
    CapacityNews,
    WorkingCalendar,
    SchedulingSettings,
    ClashReader,
    StationPlacesRepository,
    BureauLockRepository,
  ],
})
export class CapacityModule {}
