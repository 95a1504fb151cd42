import { loadLab } from 'activation-lab';

const lab = await loadLab();
const { weightsHash } = await lab.train({ activation: 'relu' });
console.log(JSON.stringify({ weightsHash }));
