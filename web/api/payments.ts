// Payments: banks, batches with their orders, what the banks answered, what is taken back.

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  listBankReturnRows,
  listBankReturns,
  listClawbacks,
} from '../../src/contracts/bank-returns.ts';
import { addressOf, call } from '../../src/contracts/call.ts';
import type { Input, Reply } from '../../src/contracts/contract.ts';
import {
  getBatch,
  listBanks,
  listBatches,
  listOrders,
  planBatch,
} from '../../src/contracts/payments.ts';
import { getVoucher } from '../../src/contracts/reconciliation.ts';

export type Batch = Reply<typeof listBatches>['items'][number];
export type BatchFile = Reply<typeof getBatch>;
export type Order = Reply<typeof listOrders>['items'][number];
export type BankReturn = Reply<typeof listBankReturns>['items'][number];
export type BankReturnRow = Reply<typeof listBankReturnRows>['items'][number];
export type Clawback = Reply<typeof listClawbacks>['items'][number];
export type PlanQuery = Input<typeof planBatch>['query'];

export const paymentsKey = ['payments'] as const;

type OfPage = { readonly next: string | null };
const nextOf = ({ next }: OfPage) => next ?? undefined;
const first = undefined as string | undefined;

export function useBanks() {
  return useQuery({
    queryKey: [...paymentsKey, 'banks'],
    staleTime: 300_000,
    queryFn: ({ signal }) => call(listBanks, {}, { signal }),
    select: (reply) => reply.items,
  });
}

export function useBatches(filters: Omit<Input<typeof listBatches>['query'], 'after'>) {
  return useInfiniteQuery({
    queryKey: [...paymentsKey, 'batches', filters],
    initialPageParam: first,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam: after }) =>
      call(listBatches, { query: { ...filters, ...(after && { after }) } }, { signal }),
    getNextPageParam: nextOf,
  });
}

export function useBatch(batchId: string) {
  return useQuery({
    queryKey: [...paymentsKey, 'batch', batchId],
    queryFn: ({ signal }) => call(getBatch, { params: { batchId } }, { signal }),
  });
}

export function useOrders(filters: Omit<Input<typeof listOrders>['query'], 'after'>) {
  return useInfiniteQuery({
    queryKey: [...paymentsKey, 'orders', filters],
    initialPageParam: first,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam: after }) =>
      call(listOrders, { query: { ...filters, ...(after && { after }) } }, { signal }),
    getNextPageParam: nextOf,
  });
}

/** What a batch would take; undefined while it is not said of what bank. */
export function usePlan(query: PlanQuery | undefined) {
  return useQuery({
    queryKey: [...paymentsKey, 'plan', query],
    enabled: query !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(planBatch, { query: query ?? { bankId: '' } }, { signal }),
  });
}

export function useBankReturns() {
  return useInfiniteQuery({
    queryKey: [...paymentsKey, 'returns'],
    initialPageParam: first,
    queryFn: ({ signal, pageParam: after }) =>
      call(listBankReturns, { query: after === undefined ? {} : { after } }, { signal }),
    getNextPageParam: nextOf,
  });
}

const rowsAtOnce = 100;

export function useBankReturnRows(returnId: string, outcome: BankReturnRow['outcome'] | undefined) {
  return useInfiniteQuery({
    queryKey: [...paymentsKey, 'return-rows', returnId, outcome],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam: afterLine }) => {
      const query = { afterLine, limit: rowsAtOnce, ...(outcome && { outcome }) };
      return call(listBankReturnRows, { params: { returnId }, query }, { signal });
    },
    getNextPageParam: ({ items }) => (items.length < rowsAtOnce ? undefined : items.at(-1)?.line),
  });
}

export function useClawbacks(filters: Omit<Input<typeof listClawbacks>['query'], 'after'>) {
  return useInfiniteQuery({
    queryKey: [...paymentsKey, 'clawbacks', filters],
    initialPageParam: first,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam: after }) =>
      call(listClawbacks, { query: { ...filters, ...(after && { after }) } }, { signal }),
    getNextPageParam: nextOf,
  });
}

/** Where the voucher of a payment is downloaded. */
export const voucherAddress = (orderId: string, language: 'zh' | 'en') =>
  addressOf(getVoucher.path, { params: { orderId }, query: { language } });

/** Hands a file to the browser under a name. */
export function saveFile(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
