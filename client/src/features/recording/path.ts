/** Where a talk's recording is opened. */
export const recordingPath = (sessionId: string): string => `/recordings/${sessionId}`;
