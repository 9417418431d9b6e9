"""From a YAML scheme file to the model, with every fault located."""
