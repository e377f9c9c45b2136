import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Config } from '#platform';
import { TransitionThings } from './access/transition-things.ts';
import { Acts } from './acts/acts.ts';
import { AddActHandler, AddActRoute } from './acts/add-act.ts';
import { AgreeActHandler, AgreeActRoute } from './acts/agree-act.ts';
import { ApproveActHandler, ApproveActRoute } from './acts/approve-act.ts';
import { AssignActHandler, AssignActRoute } from './acts/assign-act.ts';
import { AttachActDocumentHandler, AttachActDocumentRoute } from './acts/attach-act-document.ts';
import { DraftActHandler, DraftActRoute } from './acts/draft-act.ts';
import { GetActDocumentHandler, GetActDocumentRoute } from './acts/get-act-document.ts';
import { GetActsHandler, GetActsRoute } from './acts/get-acts.ts';
import { GetActsConditionHandler, GetActsConditionRoute } from './acts/get-acts-condition.ts';
import { ReviewActHandler, ReviewActRoute } from './acts/review-act.ts';
import { WithdrawActVersionHandler, WithdrawActVersionRoute } from './acts/withdraw-act-version.ts';
import { FileStore } from './files/file-store.ts';
import { openFileStore } from './files/open-file-store.ts';
import { GetTransitionPolicyHandler, GetTransitionPolicyRoute } from './policy/get-transition-policy.ts';
import { SetTransitionPolicyHandler, SetTransitionPolicyRoute } from './policy/set-transition-policy.ts';
import { EquipRoomsHandler, EquipRoomsRoute } from './resources/equip-rooms.ts';
import { GetResourcesHandler, GetResourcesRoute } from './resources/get-resources.ts';
import {
  GetResourcesConditionHandler,
  GetResourcesConditionRoute,
} from './resources/get-resources-condition.ts';
import { ImportResourcesHandler, ImportResourcesRoute } from './resources/import/import-resources.ts';
import { SetWorkplacesHandler, SetWorkplacesRoute } from './resources/set-workplaces.ts';
import { Staff } from './resources/staff.ts';
import { WithdrawRoomHandler, WithdrawRoomRoute } from './resources/withdraw-room.ts';
import { SchoolFacts } from './school-facts.ts';

/** The road from a school on paper to the day it puts the paper journal away. */
@Module({
  imports: [CqrsModule],
  controllers: [
    GetActsRoute,
    AddActRoute,
    ReviewActRoute,
    AssignActRoute,
    DraftActRoute,
    AttachActDocumentRoute,
    GetActDocumentRoute,
    AgreeActRoute,
    ApproveActRoute,
    WithdrawActVersionRoute,
    GetActsConditionRoute,
    SetTransitionPolicyRoute,
    GetTransitionPolicyRoute,
    GetResourcesRoute,
    EquipRoomsRoute,
    WithdrawRoomRoute,
    SetWorkplacesRoute,
    ImportResourcesRoute,
    GetResourcesConditionRoute,
  ],
  providers: [
    { provide: FileStore, inject: [Config], useFactory: openFileStore },
    SchoolFacts,
    Acts,
    TransitionThings,
    GetActsHandler,
    AddActHandler,
    ReviewActHandler,
    AssignActHandler,
    DraftActHandler,
    AttachActDocumentHandler,
    GetActDocumentHandler,
    AgreeActHandler,
    ApproveActHandler,
    WithdrawActVersionHandler,
    GetActsConditionHandler,
    SetTransitionPolicyHandler,
    GetTransitionPolicyHandler,
    Staff,
    GetResourcesHandler,
    EquipRoomsHandler,
    WithdrawRoomHandler,
    SetWorkplacesHandler,
    ImportResourcesHandler,
    GetResourcesConditionHandler,
  ],
})
export class TransitionModule implements OnApplicationShutdown {
  constructor(private readonly files: FileStore) {}

  async onApplicationShutdown(): Promise<void> {
    await this.files.close();
  }
}
