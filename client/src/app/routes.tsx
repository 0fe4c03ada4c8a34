import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router';
import { Loading } from '../ui/loading';
import { pageAt } from './pages';
import { NotFound } from './plain-page';

// With the guard come the words of the contract: residents do without them on their first page.
const StaffOnly = lazy(() => import('./guard').then(({ StaffOnly: guard }) => ({ default: guard })));

const ResidentHome = pageAt('resident-home/page');
const Register = pageAt('resident/register-page');
const Status = pageAt('resident/status-page');
const Confirm = pageAt('resident/confirm-page');
const Room = pageAt('room/page');
const SignIn = pageAt('sign-in/page');
const Station = pageAt('clerk/page');
const Desk = pageAt('desk/page');
const Guest = pageAt('guest/page');
const MediationRoom = pageAt('mediation-room/page');
const Board = pageAt('board/page');
const Figures = pageAt('figures/page');
const FollowUps = pageAt('follow-ups/page');
const Capacity = pageAt('capacity/page');
const Messages = pageAt('messages/page');
const Rooms = pageAt('stations/page');
const Webhooks = pageAt('webhooks/page');
const Recording = pageAt('recording/page');
const RecordingWatch = pageAt('recording/watch-page');
const Keeping = pageAt('recording-keeping/page');

/** Every address of the client. Each page is a chunk of its own. */
export function AppRoutes() {
  return (
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route path="/" element={<ResidentHome />} />
        <Route path="/register" element={<Register />} />
        <Route path="/my" element={<Status />} />
        <Route path="/c/:token" element={<Confirm />} />
        <Route path="/room" element={<Room />} />
        <Route path="/sign-in" element={<SignIn />} />
        <Route path="/station" element={<StaffOnly screen="station" children={<Station />} />} />
        <Route path="/desk" element={<StaffOnly screen="desk" children={<Desk />} />} />
        <Route path="/desk/sessions/:id" element={<StaffOnly screen="desk" children={<MediationRoom />} />} />
        <Route path="/desk/guest/:id" element={<StaffOnly screen="desk" children={<Guest />} />} />
        <Route path="/guest" element={<Guest />} />
        <Route path="/board" element={<StaffOnly screen="board" children={<Board />} />} />
        <Route path="/figures" element={<StaffOnly screen="figures" children={<Figures />} />} />
        <Route path="/follow-ups" element={<StaffOnly screen="followUps" children={<FollowUps />} />} />
        <Route path="/capacity" element={<StaffOnly screen="capacity" children={<Capacity />} />} />
        <Route path="/messages" element={<StaffOnly screen="messages" children={<Messages />} />} />
        <Route path="/rooms" element={<StaffOnly screen="rooms" children={<Rooms />} />} />
        <Route path="/webhooks" element={<StaffOnly screen="webhooks" children={<Webhooks />} />} />
        <Route path="/recordings" element={<StaffOnly screen="recordings" children={<RecordingWatch />} />} />
        <Route path="/keeping" element={<StaffOnly children={<Keeping />} />} />
        <Route path="/recordings/:sessionId" element={<StaffOnly children={<Recording />} />} />
        <Route path="*" element={<NotFound />} />
      </Routes>
    </Suspense>
  );
}
