import { Global, Module } from '@nestjs/common';
import { House } from './house';

/** News for screens; the gateway that carries them is in `house-gateway.module.ts`. */
@Global()
@Module({ providers: [House], exports: [House] })
export class HouseModule {}
