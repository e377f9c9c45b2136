import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { isId } from '#kernel';
import { invalidRequest } from './validation.pipe.ts';

/** An id in the path or the query: a UUID, brought to lower case. 400 with the field's name otherwise. */
@Injectable()
export class IdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown, { data: field = 'id' }: ArgumentMetadata): string {
    if (isId(value)) return value.toLowerCase();
    throw invalidRequest([{ field, rule: 'isUuid', detail: `${field} must be a UUID` }]);
  }
}
