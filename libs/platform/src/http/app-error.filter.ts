import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { GqlContextType } from '@nestjs/graphql';
import { AppError, newId } from '@weft/kernel';
import type { FastifyReply } from 'fastify';

/** The one place where a thrown error becomes an HTTP answer. GraphQL has its own: there the error goes on as it is. */
@Catch()
export class AppErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger('HTTP');

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<GqlContextType>() === 'graphql') return error;
    const { status, body } = this.answerTo(error);
    return host.switchToHttp().getResponse<FastifyReply>().status(status).send({ error: body });
  }

  private answerTo(error: unknown): { status: number; body: { code: string; message: string } } {
    if (error instanceof AppError)
      return { status: error.httpStatus, body: { ...error.extensions, code: error.code, message: error.message } };
    if (error instanceof HttpException)
      return { status: error.getStatus(), body: { code: `HTTP_${error.getStatus()}`, message: error.message } };
    const status = (error as { statusCode?: unknown } | null)?.statusCode;
    if (typeof status === 'number' && status < 500)
      return { status, body: { code: `HTTP_${status}`, message: (error as Error).message } };
    const id = newId();
    this.logger.error({ err: error, correlationId: id }, 'HTTP request failed');
    return {
      status: 500,
      body: { code: 'INTERNAL', message: `Something went wrong on our side. Quote ${id} when you report it.` },
    };
  }
}
