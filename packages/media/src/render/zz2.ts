import { bed } from "./music/bed.ts";
import { loudness } from "./sound/measure.ts";
import { master } from "./sound/master.ts";
for (const n of ["pulse","drive","dawn","still"] as const){ const t=performance.now(); const b=bed(n,48000*30); const dt=performance.now()-t; console.log(n,dt.toFixed(0),"ms",loudness(b)); const t2=performance.now(); console.log(await master(b,{integratedLufs:-14,truePeakDbtp:-1},`/tmp/look/${n}.m4a`,60000),(performance.now()-t2).toFixed(0));}
