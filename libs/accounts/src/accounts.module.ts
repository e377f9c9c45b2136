import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Authenticator } from '#platform';
import { BlockAccountHandler, BlockAccountRoute } from './account/block-account.ts';
import { ChangeRolesHandler, ChangeRolesRoute } from './account/change-roles.ts';
import { CloseAccountHandler } from './account/close-account.ts';
import { CreateAccountHandler, CreateAccountRoute } from './account/create-account.ts';
import { GetAccountsHandler, GetAccountsRoute } from './account/get-accounts.ts';
import { ReissueCodeHandler, ReissueCodeRoute } from './account/reissue-code.ts';
import { UnblockAccountHandler, UnblockAccountRoute } from './account/unblock-account.ts';
import { ActivateHandler, ActivateRoute } from './activation/activate.ts';
import { ActivationCodes } from './activation/activation-codes.ts';
import { Redemptions } from './activation/redemptions.ts';
import { CreateGroupAccountsHandler, CreateGroupAccountsRoute } from './group/create-group-accounts.ts';
import { GroupPeople } from './group/group-people.ts';
import { ReissueGroupCodesHandler, ReissueGroupCodesRoute } from './group/reissue-group-codes.ts';
import { SchoolRecords } from './people/school-records.ts';
import { SeededAccounts } from './seeding/seeded-accounts.ts';
import { Argon2id } from './session/argon2id.ts';
import { ChangePasswordHandler, ChangePasswordRoute } from './session/change-password.ts';
import { Doorkeeper } from './session/doorkeeper.ts';
import { EndedSessions } from './session/ended-sessions.ts';
import { GetMeHandler, GetMeRoute } from './session/get-me.ts';
import { GetSessionsHandler, GetSessionsRoute } from './session/get-sessions.ts';
import { Passwords } from './session/passwords.ts';
import { RevokeSessionsHandler, RevokeSessionsRoute } from './session/revoke-sessions.ts';
import { SessionAuthenticator } from './session/session-authenticator.ts';
import { SignInHandler, SignInRoute } from './session/sign-in.ts';
import { SignOutHandler, SignOutRoute } from './session/sign-out.ts';

/** Accounts, their activation and their sessions. Gives every other module its `Authenticator`. */
@Global()
@Module({
  imports: [CqrsModule],
  controllers: [
    SignInRoute,
    // Before the route of any session: `current` is no id.
    SignOutRoute,
    GetSessionsRoute,
    RevokeSessionsRoute,
    ActivateRoute,
    GetMeRoute,
    ChangePasswordRoute,
    CreateAccountRoute,
    GetAccountsRoute,
    ReissueCodeRoute,
    ChangeRolesRoute,
    BlockAccountRoute,
    UnblockAccountRoute,
    CreateGroupAccountsRoute,
    ReissueGroupCodesRoute,
  ],
  providers: [
    SignInHandler,
    SignOutHandler,
    GetSessionsHandler,
    RevokeSessionsHandler,
    ActivateHandler,
    GetMeHandler,
    ChangePasswordHandler,
    CreateAccountHandler,
    CloseAccountHandler,
    GetAccountsHandler,
    ReissueCodeHandler,
    ChangeRolesHandler,
    BlockAccountHandler,
    UnblockAccountHandler,
    CreateGroupAccountsHandler,
    ReissueGroupCodesHandler,
    Argon2id,
    ActivationCodes,
    Redemptions,
    GroupPeople,
    SchoolRecords,
    Doorkeeper,
    EndedSessions,
    Passwords,
    SeededAccounts,
    SessionAuthenticator,
    { provide: Authenticator, useExisting: SessionAuthenticator },
  ],
  exports: [Authenticator, SeededAccounts],
})
export class AccountsModule {}
