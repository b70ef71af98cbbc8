import { renderUnit } from "./unit.ts";
import { BRAND } from "./testing.ts";
import { inspect } from "../inspect.ts";
const ID="ast_01JZX3V6Q5R8T9W2Y4A6C8E0G1";
const file=process.argv[2]!;
const {technical}=await inspect(file);
const source={assetId:ID,sha256:"0",container:technical!.container,video:technical!.video!};
const formats=[{name:"landscape",width:1920,height:1080,captions:"burned",hls:false},{name:"square",width:1080,height:1080,captions:"burned",hls:false},{name:"vertical",width:1080,height:1920,captions:"burned",hls:false}] as const;
const which=process.argv[3];
const layers = which==="card" ? [{kind:"card",heading:"What we saw in 2026",figure:"12,480",detail:"frames of the harbour, from 31 days of footage"}] : [{kind:"clip",source,inFrame:60,framing:{},move:null}];
const overlays = which==="card"?[]:[
 {kind:"caption",startFrame:0,frames:20,lines:["The ferry to the island leaves at nine,","and the next one two hours later."]},
 {kind:"lower_third",startFrame:0,frames:20,lines:["Ada Lovelace","Harbour master, Grüße & Σας"]},
 {kind:"title",startFrame:0,frames:20,lines:["A day at the harbour"]}];
const t=performance.now();
await renderUnit({unit:{frameRate:"30/1",frames:20,layers,overlays,brand:BRAND} as any,formats:formats as any,sources:new Map([[ID,file]]),logo:null,directory:"/tmp/look",timeoutMs:60000});
console.log(performance.now()-t);
