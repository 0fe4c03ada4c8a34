import type {
  CapacityChanged,
  CsvImported,
  ExceptionAdded,
  ExceptionView,
  ResourceHours,
  ResourcePage,
  VersionChanged,
} from '@contracts/http/capacity';
import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { IdempotencyKey, type Repeatable } from '../common/idempotency';
import {
  CapacityChangedDto,
  CsvImportDto,
  CsvImportedDto,
  ExceptionAddedDto,
  ExceptionInputDto,
  ExceptionQueryDto,
  ExceptionViewDto,
  PutHoursDto,
  PutParallelDto,
  ResourceHoursDto,
  ResourcePageDto,
  ResourceQueryDto,
  VersionChangedDto,
} from './capacity.dto';
import { ExceptionsService } from './exceptions.service';
import { HoursImportService } from './hours-import.service';
import { HoursService } from './hours.service';

/** Who and what can be booked, and when. */
@Controller('api')
export class ResourcesController {
  constructor(
    private readonly hours: HoursService,
    private readonly exceptions: ExceptionsService,
    private readonly imports: HoursImportService,
  ) {}

  @Allow('anyStaff')
  @Get('resources')
  @ApiOkResponse({ type: ResourcePageDto })
  list(@CurrentActor() actor: Actor, @Query() query: ResourceQueryDto): Promise<ResourcePage> {
    return this.hours.list(actor, query);
  }

  @Allow('anyStaff')
  @Get('resources/:id/hours')
  @ApiOkResponse({ type: ResourceHoursDto })
  readHours(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<ResourceHours> {
    return this.hours.read(actor, id);
  }

  @Allow('admin', 'scheduler')
  @Put('resources/:id/hours')
  @ApiOkResponse({ type: VersionChangedDto })
  writeHours(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PutHoursDto,
  ): Promise<VersionChanged> {
    return this.hours.write(actor, id, body);
  }

  @Allow('admin', 'scheduler')
  @Put('resources/:id/parallel')
  @ApiOkResponse({ type: VersionChangedDto })
  setParallel(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: PutParallelDto,
  ): Promise<VersionChanged> {
    return this.hours.setParallel(actor, id, body);
  }

  @Allow('anyStaff')
  @Get('resources/:id/exceptions')
  @ApiOkResponse({ type: [ExceptionViewDto] })
  listExceptions(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Query() query: ExceptionQueryDto,
  ): Promise<ExceptionView[]> {
    return this.exceptions.list(actor, id, query);
  }

  @Allow('admin', 'scheduler', 'dutyLeader', 'stationClerk')
  @Post('resources/:id/exceptions')
  @ApiCreatedResponse({ type: ExceptionAddedDto })
  addException(
    @CurrentActor() actor: Actor,
    @Param('id', ParseUUIDPipe) id: string,
    @Body() body: ExceptionInputDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<ExceptionAdded> {
    return this.exceptions.add(actor, id, body, repeatable);
  }

  @Allow('admin', 'scheduler', 'dutyLeader', 'stationClerk')
  @Delete('exceptions/:id')
  @ApiOkResponse({ type: CapacityChangedDto })
  removeException(@CurrentActor() actor: Actor, @Param('id', ParseUUIDPipe) id: string): Promise<CapacityChanged> {
    return this.exceptions.remove(actor, id);
  }

  @Allow('admin', 'scheduler')
  @Post('hours/import')
  @HttpCode(200)
  @ApiOkResponse({ type: CsvImportedDto })
  import(
    @CurrentActor() actor: Actor,
    @Body() body: CsvImportDto,
    @IdempotencyKey() repeatable: Repeatable,
  ): Promise<CsvImported> {
    return this.imports.import(actor, body, repeatable);
  }
}
