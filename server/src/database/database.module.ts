import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CONFIG, type Config } from '../config';
import { dataSourceOptions } from './data-source';
import { DatabaseLines } from './database-lines';
import { DatabaseWatch } from './database-watch';

@Module({ providers: [DatabaseLines], exports: [DatabaseLines] })
class DatabaseLinesModule {}

@Global()
@Module({
  imports: [
    DatabaseLinesModule,
    TypeOrmModule.forRootAsync({
      imports: [DatabaseLinesModule],
      inject: [CONFIG, DatabaseLines],
      useFactory: (config: Config, lines: DatabaseLines) => ({
        ...dataSourceOptions(config, lines),
        autoLoadEntities: true,
        retryAttempts: 5,
        retryDelay: 1000,
      }),
    }),
  ],
  providers: [DatabaseWatch],
  exports: [DatabaseWatch],
})
export class DatabaseModule {}
