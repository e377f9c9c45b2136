import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Directory } from '#platform';
import { SchoolScopes } from './access/school-scopes.ts';
import { SchoolThings } from './access/school-things.ts';
import { Names } from './directory/names.ts';
import { SchoolDirectory } from './directory/school-directory.ts';
import { AssignClassTeacherHandler, AssignClassTeacherRoute } from './group/assign-class-teacher.ts';
import { Departure } from './group/departure.ts';
import { DissolveGroupHandler, DissolveGroupRoute } from './group/dissolve-group.ts';
import { FormGroupHandler, FormGroupRoute } from './group/form-group.ts';
import { GetGroupHandler, GetGroupRoute } from './group/get-group.ts';
import { GetGroupsHandler, GetGroupsRoute } from './group/get-groups.ts';
import { JoinGroupHandler, JoinGroupRoute } from './group/join-group.ts';
import { LeaveGroupHandler } from './group/leave-group.ts';
import { LetPupilLeaveHandler, LetPupilLeaveRoute } from './group/let-pupil-leave.ts';
import { MovePupilHandler, MovePupilRoute } from './group/move-pupil.ts';
import { PupilGroups } from './group/pupil-groups.ts';
import { ReleaseClassTeacherHandler, ReleaseClassTeacherRoute } from './group/release-class-teacher.ts';
import { RenameGroupHandler, RenameGroupRoute } from './group/rename-group.ts';
import { ChangePersonHandler, ChangePersonRoute } from './person/change-person.ts';
import { ErasePersonHandler } from './person/erase-person.ts';
import { GetPeopleHandler, GetPeopleRoute } from './person/get-people.ts';
import { GetPersonHandler, GetPersonRoute } from './person/get-person.ts';
import { LinkChildHandler, LinkChildRoute } from './person/link-child.ts';
import { RegisterPersonHandler, RegisterPersonRoute } from './person/register-person.ts';
import { RequestErasureHandler, RequestErasureRoute } from './person/request-erasure.ts';
import { UnlinkChildHandler, UnlinkChildRoute } from './person/unlink-child.ts';
import { GetPolicyHandler, GetPolicyRoute } from './policy/get-policy.ts';
import { SetPolicyHandler, SetPolicyRoute } from './policy/set-policy.ts';
import { Records } from './records.ts';
import { AssignTeacherHandler, AssignTeacherRoute } from './register/assign-teacher.ts';
import { CloseRegisterHandler, CloseRegisterRoute } from './register/close-register.ts';
import { GetOwnRegistersRoute } from './register/get-own-registers.ts';
import { GetRegistersOfGroupRoute } from './register/get-registers-of-group.ts';
import { GetRegistersHandler, GetRegistersRoute } from './register/get-registers.ts';
import { OpenRegisterHandler, OpenRegisterRoute } from './register/open-register.ts';
import { ReleaseTeacherHandler, ReleaseTeacherRoute } from './register/release-teacher.ts';
import { SetGradingHandler, SetGradingRoute } from './register/set-grading.ts';
import { GetSchoolHandler, GetSchoolRoute } from './school/get-school.ts';
import { RenameSchoolHandler, RenameSchoolRoute } from './school/rename-school.ts';
import { SetUpSchoolHandler } from './school/set-up-school.ts';
import { DefineSubjectHandler, DefineSubjectRoute } from './subject/define-subject.ts';
import { GetSubjectsHandler, GetSubjectsRoute } from './subject/get-subjects.ts';
import { RenameSubjectHandler, RenameSubjectRoute } from './subject/rename-subject.ts';
import { EndTimetableHandler, EndTimetableRoute } from './timetable/end-timetable.ts';
import { GetTimetableHandler, GetTimetableRoute } from './timetable/get-timetable.ts';
import {
  GetTimetableWarningsHandler,
  GetTimetableWarningsRoute,
} from './timetable/get-timetable-warnings.ts';
import { PublishTimetableHandler, PublishTimetableRoute } from './timetable/publish-timetable.ts';
import { GetYearHandler, GetYearRoute } from './year/get-year.ts';
import { GetYearsHandler, GetYearsRoute } from './year/get-years.ts';
import { OpenYearHandler, OpenYearRoute } from './year/open-year.ts';
import { SetBellScheduleHandler, SetBellScheduleRoute } from './year/set-bell-schedule.ts';
import { SetCalendarHandler, SetCalendarRoute } from './year/set-calendar.ts';
import { SetSchoolWeekHandler, SetSchoolWeekRoute } from './year/set-school-week.ts';
import { SetTermsHandler, SetTermsRoute } from './year/set-terms.ts';
import { WithdrawBellScheduleHandler, WithdrawBellScheduleRoute } from './year/withdraw-bell-schedule.ts';

/** The school context: who and what there is. Gives every other module its `Directory`. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers: [
    GetSchoolRoute,
    RenameSchoolRoute,
    GetPolicyRoute,
    SetPolicyRoute,
    OpenYearRoute,
    GetYearsRoute,
    GetYearRoute,
    SetTermsRoute,
    SetCalendarRoute,
    SetSchoolWeekRoute,
    SetBellScheduleRoute,
    WithdrawBellScheduleRoute,
    DefineSubjectRoute,
    RenameSubjectRoute,
    GetSubjectsRoute,
    RegisterPersonRoute,
    ChangePersonRoute,
    GetPeopleRoute,
    GetPersonRoute,
    LinkChildRoute,
    UnlinkChildRoute,
    RequestErasureRoute,
    FormGroupRoute,
    GetGroupsRoute,
    GetGroupRoute,
    RenameGroupRoute,
    DissolveGroupRoute,
    AssignClassTeacherRoute,
    ReleaseClassTeacherRoute,
    JoinGroupRoute,
    LetPupilLeaveRoute,
    MovePupilRoute,
    OpenRegisterRoute,
    GetRegistersRoute,
    GetOwnRegistersRoute,
    GetRegistersOfGroupRoute,
    AssignTeacherRoute,
    ReleaseTeacherRoute,
    SetGradingRoute,
    CloseRegisterRoute,
    PublishTimetableRoute,
    EndTimetableRoute,
    GetTimetableRoute,
    GetTimetableWarningsRoute,
  ],
  providers: [
    Records,
    Names,
    { provide: Directory, useClass: SchoolDirectory },
    SchoolScopes,
    SchoolThings,
    PupilGroups,
    Departure,
    SetUpSchoolHandler,
    RenameSchoolHandler,
    GetSchoolHandler,
    SetPolicyHandler,
    GetPolicyHandler,
    OpenYearHandler,
    GetYearsHandler,
    GetYearHandler,
    SetTermsHandler,
    SetCalendarHandler,
    SetSchoolWeekHandler,
    SetBellScheduleHandler,
    WithdrawBellScheduleHandler,
    DefineSubjectHandler,
    RenameSubjectHandler,
    GetSubjectsHandler,
    RegisterPersonHandler,
    ChangePersonHandler,
    GetPeopleHandler,
    GetPersonHandler,
    LinkChildHandler,
    UnlinkChildHandler,
    RequestErasureHandler,
    ErasePersonHandler,
    FormGroupHandler,
    GetGroupsHandler,
    GetGroupHandler,
    RenameGroupHandler,
    DissolveGroupHandler,
    AssignClassTeacherHandler,
    ReleaseClassTeacherHandler,
    JoinGroupHandler,
    LeaveGroupHandler,
    LetPupilLeaveHandler,
    MovePupilHandler,
    OpenRegisterHandler,
    GetRegistersHandler,
    AssignTeacherHandler,
    ReleaseTeacherHandler,
    SetGradingHandler,
    CloseRegisterHandler,
    PublishTimetableHandler,
    EndTimetableHandler,
    GetTimetableHandler,
    GetTimetableWarningsHandler,
  ],
  exports: [Directory],
})
export class SchoolModule {}
