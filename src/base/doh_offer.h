/* The resolver over HTTPS that is offered where port 53 leads nowhere: that of
 * Quad9, a foundation in Switzerland, by its address, so that no name has to be
 * looked up first. Nobody is asked there before somebody agreed.
 *
 * SPDX-License-Identifier: MIT */
#ifndef ZEGEL_BASE_DOH_OFFER_H
#define ZEGEL_BASE_DOH_OFFER_H

#define DOH_OFFER_URL "https://9.9.9.9/dns-query"

#endif
