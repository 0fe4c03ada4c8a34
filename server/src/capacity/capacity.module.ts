import { Module } from '@nestjs/common';
import { HouseModule } from '../house/house.module';
import { IdentityModule } from '../identity/identity.module';
import { Availability } from './availability';
import { CalendarController } from './calendar.controller';
import { CalendarService } from './calendar.service';
import { CapacityNews } from './capacity-news';
import { ClashReader } from './clash-reader';
import { ExceptionsRepository } from './exceptions.repository';
import { ExceptionsService } from './exceptions.service';
import { HoursImportService } from './hours-import.service';
import { HoursRepository } from './hours.repository';
import { HoursService } from './hours.service';
import { MarketService } from './market.service';
import { ResourceDirectory } from './resource-directory';
import { ResourcesController } from './resources.controller';
import { SchedulingSettings } from './scheduling-settings';
import { SettingsService } from './settings.service';
import { StationPlaces } from './station-places';
import { UnitsRepository } from './units.repository';
import { WorkingCalendar } from './working-calendar';

/** When whom and what can be had: hours, exceptions, the working calendar, and how slots are cut. */
@Module({
  imports: [HouseModule, IdentityModule],
  controllers: [ResourcesController, CalendarController],
  providers: [
    Availability,
    WorkingCalendar,
    SchedulingSettings,
    ClashReader,
    StationPlaces,
    ResourceDirectory,
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
  exports: [Availability, CapacityNews, WorkingCalendar, SchedulingSettings, ClashReader, StationPlaces],
})
export class CapacityModule {}
