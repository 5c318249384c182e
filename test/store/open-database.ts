import { pino } from 'pino';
import { type Database, type DatabasePlace, openDatabase } from '../../store/database.ts';

/** Opens a database as the server does; that its disk fails fails the test. */
export const openTestDatabase = (place: DatabasePlace): Promise<Database> =>
  openDatabase(place, pino({ level: 'silent' }), (error) => {
    throw error;
  });
