import { Injectable } from '@nestjs/common';
import { NoticeJobs } from '../../notices/notice-jobs';
import { RequestNews } from '../request-news';
import { FreedTime } from './freed-time';

/** What follows a deed that freed time: the same for whoever did it. */
@Injectable()
export class FreedNews {
  constructor(
    private readonly jobs: NoticeJobs,
    private readonly freed: FreedTime,
    private readonly news: RequestNews,
  ) {}

  /**
   * Sends the waiting notices off, has whoever waits planned again, and tells every screen that shows one of the
   * requests. Call it after the commit.
   */
  async tell(requestIds: readonly string[], what: string): Promise<void> {
    this.jobs.hurry();
    this.freed.announce();
    await this.news.tell(requestIds, what);
  }
}
