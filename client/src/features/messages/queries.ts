import {
  failedNotices,
  noticeClockList,
  templatePreview,
  templateView,
  type TemplateView,
} from '@contracts/http/notices';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { api } from '../../lib/api';
import { queryClient } from '../../lib/query';

/** The board's news are also news of notices: what begins with `board` is read again then. */
const FAILED = ['board', 'failedNotices'] as const;
const CLOCK = ['board', 'noticeClock'] as const;
const TEMPLATES = ['noticeTemplates'] as const;

/** Time runs on without news. */
const EVERY_MS = 60_000;

export const useFailed = () =>
  useQuery({
    queryKey: FAILED,
    queryFn: () => api.get(failedNotices, '/api/notices/failed'),
    refetchInterval: EVERY_MS,
  });

export const useNoticeClock = () =>
  useQuery({
    queryKey: CLOCK,
    queryFn: () => api.get(noticeClockList, '/api/notice-clock'),
    refetchInterval: EVERY_MS,
  });

export const useTemplates = () =>
  useQuery({ queryKey: TEMPLATES, queryFn: () => api.get(z.array(templateView), '/api/notice-templates') });

/** How the text would arrive; a refusal says what is wrong with it. */
export const usePreview = ({ kind, language }: TemplateView, body: string) =>
  useQuery({
    queryKey: ['templatePreview', kind, language, body],
    queryFn: () => api.post(templatePreview, '/api/notice-templates/preview', { kind, language, body }),
    placeholderData: (before) => before,
    enabled: body.trim() !== '',
    staleTime: Infinity,
  });

export const peopleChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['board'] });
export const templatesChanged = (): Promise<void> => queryClient.invalidateQueries({ queryKey: TEMPLATES });

const pathOf = ({ kind, language }: TemplateView): string => `/api/notice-templates/${kind}/${language}`;

export const saveTemplate = (template: TemplateView, body: string): Promise<TemplateView> =>
  api.put(templateView, pathOf(template), { body, version: template.version });

export const resetTemplate = (template: TemplateView): Promise<TemplateView> =>
  api.delete(templateView, `${pathOf(template)}?version=${template.version}`);
