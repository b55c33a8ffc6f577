import { Injectable, type OnApplicationBootstrap, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, type Access, FEATURE } from '../auth/access.js';

export interface RouteDeclaration {
  method: string;
  path: string;
  access: Access | undefined;
  feature: string | undefined;
  /** `Controller.method`, for messages. */
  handler: string;
}

/** The routes of the application, read from the router's own metadata; the boot stops on one that says not who may come in. */
@Injectable()
export class RouteDeclarations implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.all().filter((route) => !route.access);
    if (open.length > 0)
      throw new Error(`Routes without a permission: ${open.map((route) => route.handler).join(', ')}`);
  }

  all(): RouteDeclaration[] {
    return this.discovery.getControllers().flatMap((wrapper) => {
      const { instance, metatype } = wrapper;
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: unknown[]) => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => this.ofHandler(metatype, prototype[name], name));
    });
  }

  private ofHandler(controller: object, handler: unknown, name: string): RouteDeclaration[] {
    if (typeof handler !== 'function') return [];
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const targets = [handler, controller] as Parameters<Reflector['getAllAndOverride']>[1];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    const feature = this.reflector.getAllAndOverride<string | undefined>(FEATURE, targets);
    const { name: controllerName } = controller as { name: string };
    return paths(controller).flatMap((base) =>
      paths(handler).map((own) => ({
        method: RequestMethod[method],
        path: `/${[base, own].join('/')}`.replace(/\/+/g, '/').replace(/(.)\/$/, '$1'),
        access,
        feature,
        handler: `${controllerName}.${name}`,
      })),
    );
  }
}

function paths(target: object): string[] {
  const path = Reflect.getMetadata(PATH_METADATA, target) as string | string[] | undefined;
  return path === undefined ? [''] : Array.isArray(path) ? path : [path];
}
