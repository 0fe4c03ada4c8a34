import type { Me, ServerNow, StaffView, Station } from '@contracts/http/identity';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DataSource } from 'typeorm';
import type { Actor } from '../common/actor';
import { Allow, CurrentActor } from '../common/allow';
import { Clock } from '../common/clock';
import { Strict } from '../common/throttle';
import { CONFIG, type Config } from '../config';
import { ResidentSignInDto, StaffSignInDto } from './identity.dto';
import { MeReader } from './me.reader';
import { ResidentSignInService } from './resident-sign-in.service';
import { SignIns } from './sign-ins';
import { StaffSignInService } from './staff-sign-in.service';
import { Stations } from './stations';

@Controller('api')
export class IdentityController {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly stations: Stations,
    private readonly staffSignIn: StaffSignInService,
    private readonly residentSignIn: ResidentSignInService,
    private readonly signIns: SignIns,
    private readonly meReader: MeReader,
    @Inject(CONFIG) private readonly config: Pick<Config, 'CLOCK_OFFSET_MS'>,
  ) {}

  @Allow('anyone')
  @Get('now')
  async now(): Promise<ServerNow> {
    const bureau = await this.stations.getBureau(this.source.manager);
    return {
      now: this.clock.now().toISOString(),
      timeZone: bureau.timeZone,
      demoClock: this.config.CLOCK_OFFSET_MS !== 0,
      bureauName: bureau.name,
      bureauNameEn: bureau.nameEn,
      bureauPhone: bureau.phone,
    };
  }

  @Allow('anyone')
  @Get('stations')
  list(): Promise<Station[]> {
    return this.stations.list(this.source.manager);
  }

  @Allow('anyone')
  @Get('me')
  me(@CurrentActor() actor: Actor): Promise<Me> {
    return this.meReader.read(actor);
  }

  @Allow('anyone')
  @Strict()
  @Post('sign-in')
  @HttpCode(200)
  signIn(@Body() body: StaffSignInDto, @Res({ passthrough: true }) response: Response): Promise<StaffView> {
    return this.staffSignIn.signIn(body, response);
  }

  @Allow('anyone')
  @Post('sign-out')
  @HttpCode(204)
  async signOut(
    @CurrentActor() actor: Actor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    if (actor.kind === 'staff' || actor.kind === 'resident') {
      await this.signIns.close(request.headers.cookie, actor.kind, response);
    }
  }

  @Allow('anyone')
  @Strict()
  @Post('resident/sign-in')
  @HttpCode(200)
  async residentIn(@Body() body: ResidentSignInDto, @Res({ passthrough: true }) response: Response): Promise<Me> {
    const known = await this.residentSignIn.signIn(body, response);
    return { kind: 'resident', partyId: known.partyId, requestId: known.requestId };
  }
}
