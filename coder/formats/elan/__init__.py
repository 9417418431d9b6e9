"""Files of ELAN: documents, templates and external vocabularies, all of them XML."""
