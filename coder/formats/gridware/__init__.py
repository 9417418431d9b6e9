"""Files of GridWare: state space grids, a project and a trajectory each observation."""
