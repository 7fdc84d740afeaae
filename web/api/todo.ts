// What waits for the signed-in person.

import { useQuery } from '@tanstack/react-query';
import { call } from '../../src/contracts/call.ts';
import type { Reply } from '../../src/contracts/contract.ts';
import { listTodo } from '../../src/contracts/todo.ts';

export type TodoItem = Reply<typeof listTodo>['items'][number];

export function useTodo() {
  return useQuery({
    queryKey: ['todo'],
    queryFn: ({ signal }) => call(listTodo, {}, { signal }),
  });
}
