/**
 * The proxy in front of the application: typed settings, and the text of the nginx configuration
 * and the image's build context that follow from them. Pure: the same settings give the same bytes.
 */
package dev.breakwater.proxy;
