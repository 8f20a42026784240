/* sector.h: the sections of NACE that the industries of the sources lie in. */
#ifndef IMPORT_SECTOR_H
#define IMPORT_SECTOR_H

/* The letter of the section, or NULL where an industry is unknown, or lies in several. */
const char *find_sector(const char *industry);

#endif
