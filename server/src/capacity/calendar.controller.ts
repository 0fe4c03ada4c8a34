import type {
  CalendarDayView,
  CapacityChanged,
  SchedulingSettings,
  StationMarket,
  VersionChanged,
} from '@contracts/http/capacity';
import { Body, Controller, Get, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { CalendarService } from './calendar.service';
import {
  CalendarDayDto,
  CalendarQueryDto,
  CapacityChangedDto,
  PutCalendarDto,
  PutMarketDto,
  PutSettingsDto,
  SchedulingSettingsDto,
  StationMarketDto,
  VersionChangedDto,
} from './capacity.dto';
import { MarketService } from './market.service';
import { SettingsService } from './settings.service';

/** What holds for the whole bureau: its working days, and how slots are cut. */
@Controller('api')
export class CalendarController {
  constructor(
    private readonly calendar: CalendarService,
    private readonly settings: SettingsService,
    private readonly market: MarketService,
  ) {}

  @Allow('anyStaff')
  @Get('market-days')
  @ApiOkResponse({ type: [StationMarketDto] })
  readMarket(): Promise<StationMarket[]> {
    return this.market.list();
  }

  @Allow('admin', 'scheduler')
  @Put('stations/:id/market-days')
  @ApiOkResponse({ type: StationMarketDto })
  writeMarket(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PutMarketDto,
  ): Promise<StationMarket> {
    return this.market.write(actor, id, body);
  }

  @Allow('anyStaff')
  @Get('calendar')
  @ApiOkResponse({ type: [CalendarDayDto] })
  readCalendar(@Query() { year }: CalendarQueryDto): Promise<CalendarDayView[]> {
    return this.calendar.read(year);
  }

  @Allow('admin', 'scheduler')
  @Put('calendar')
  @ApiOkResponse({ type: CapacityChangedDto })
  writeCalendar(@CurrentActor() actor: Actor, @Body() body: PutCalendarDto): Promise<CapacityChanged> {
    return this.calendar.write(actor, body.days);
  }

  @Allow('anyStaff')
  @Get('scheduling-settings')
  @ApiOkResponse({ type: SchedulingSettingsDto })
  readSettings(): Promise<SchedulingSettings> {
    return this.settings.read();
  }

  @Allow('admin', 'scheduler')
  @Put('scheduling-settings')
  @ApiOkResponse({ type: VersionChangedDto })
  writeSettings(@CurrentActor() actor: Actor, @Body() body: PutSettingsDto): Promise<VersionChanged> {
    return this.settings.write(actor, body);
  }
}
