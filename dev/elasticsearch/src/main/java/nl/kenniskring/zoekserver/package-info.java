/** One Elasticsearch node for development and tests; users of the portal run the official image or package. */
package nl.kenniskring.zoekserver;
