/** As the agencies know it; fixed (PUB-14). */
export const SERVICE_NAME = 'pi_sys_publier_xml';
export const SERVICES_ADDRESS = '/gestion/administration/services-systeme';
export const SERVICE_ADDRESS = `${SERVICES_ADDRESS}/${SERVICE_NAME}`;
