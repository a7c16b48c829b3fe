#ifndef CONVENE_CXLSXWRITER_SHIM_H
#define CONVENE_CXLSXWRITER_SHIM_H

#include <xlsxwriter.h>

#endif
