import { Module } from '@nestjs/common';
import { HouseGateway } from './house.gateway';

/** The socket that carries the house's news; stands after identity, since it reads cookies. */
@Module({ providers: [HouseGateway] })
export class GatewayModule {}
