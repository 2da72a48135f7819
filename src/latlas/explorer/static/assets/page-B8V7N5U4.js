const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["./engine-C2vUKsvY.js","./rolldown-runtime-COiEfhsA.js"])))=>i.map(i=>d[i]);
import{i as e,n as t,t as n}from"./rolldown-runtime-COiEfhsA.js";import{C as r,S as i,T as a,_ as o,a as s,b as c,c as l,d as u,f as d,g as f,h as p,i as m,l as h,m as g,n as _,o as v,p as y,r as b,s as x,t as S,u as C,v as w,w as T,x as ee,y as E}from"./index-Qt2jqa-F.js";import{_ as te,a as ne,c as re,d as D,f as O,g as ie,h as ae,i as oe,l as se,m as k,n as ce,r as le,s as ue,t as de,u as fe}from"./dots-E0PTwuzN.js";import{$t as pe,At as me,Bt as he,Ct as ge,Dt as _e,Et as ve,Ft as ye,G as be,H as xe,I as Se,It as Ce,J as we,Lt as Te,M as Ee,Mt as De,N as Oe,Nt as ke,Ot as Ae,P as je,Pt as A,Q as Me,R as Ne,Rt as Pe,St as Fe,T as Ie,Tt as Le,U as Re,V as ze,X as Be,Y as Ve,Z as j,_ as He,_t as Ue,a as We,at as Ge,bt as Ke,c as qe,ct as Je,d as M,dt as Ye,f as N,ft as Xe,g as Ze,gt as Qe,h as $e,ht as et,i as tt,it as nt,kt as rt,l as P,lt as it,m as at,mt as F,n as ot,nt as st,o as ct,ot as lt,p as ut,pt as dt,r as ft,rt as pt,s as mt,st as ht,u as gt,ut as _t,v as vt,vt as yt,wt as bt,x as xt,xt as St,y as I,yt as Ct,z as wt,zt as Tt}from"./deck-U8eeXvmk.js";import{p as Et,u as Dt}from"./shader-type-decoder-C6G-bVH3.js";var Ot,kt=class e extends De{static get ZERO(){return Ot||(Ot=new e(0,0,0,0),Object.freeze(Ot)),Ot}constructor(e=0,t=0,n=0,r=0){super(-0,-0,-0,-0),Tt(e)&&arguments.length===1?this.copy(e):(Te.debug&&(A(e),A(t),A(n),A(r)),this[0]=e,this[1]=t,this[2]=n,this[3]=r)}set(e,t,n,r){return this[0]=e,this[1]=t,this[2]=n,this[3]=r,this.check()}copy(e){return this[0]=e[0],this[1]=e[1],this[2]=e[2],this[3]=e[3],this.check()}fromObject(e){return Te.debug&&(A(e.x),A(e.y),A(e.z),A(e.w)),this[0]=e.x,this[1]=e.y,this[2]=e.z,this[3]=e.w,this}toObject(e){return e.x=this[0],e.y=this[1],e.z=this[2],e.w=this[3],e}get ELEMENTS(){return 4}get z(){return this[2]}set z(e){this[2]=A(e)}get w(){return this[3]}set w(e){this[3]=A(e)}transform(e){return Le(this,this,e),this.check()}transformByMatrix3(e){return Ae(this,this,e),this.check()}transformByMatrix2(e){return _e(this,this,e),this.check()}transformByQuaternion(e){return ve(this,this,e),this.check()}applyMatrix4(e){return e.transform(this,this),this}};function At(){let e=new me(9);return me!=Float32Array&&(e[1]=0,e[2]=0,e[3]=0,e[5]=0,e[6]=0,e[7]=0),e[0]=1,e[4]=1,e[8]=1,e}function jt(e,t){if(e===t){let n=t[1],r=t[2],i=t[5];e[1]=t[3],e[2]=t[6],e[3]=n,e[5]=t[7],e[6]=r,e[7]=i}else e[0]=t[0],e[1]=t[3],e[2]=t[6],e[3]=t[1],e[4]=t[4],e[5]=t[7],e[6]=t[2],e[7]=t[5],e[8]=t[8];return e}function Mt(e,t){let n=t[0],r=t[1],i=t[2],a=t[3],o=t[4],s=t[5],c=t[6],l=t[7],u=t[8],d=u*o-s*l,f=-u*a+s*c,p=l*a-o*c,m=n*d+r*f+i*p;return m?(m=1/m,e[0]=d*m,e[1]=(-u*r+i*l)*m,e[2]=(s*r-i*o)*m,e[3]=f*m,e[4]=(u*n-i*c)*m,e[5]=(-s*n+i*a)*m,e[6]=p*m,e[7]=(-l*n+r*c)*m,e[8]=(o*n-r*a)*m,e):null}function Nt(e){let t=e[0],n=e[1],r=e[2],i=e[3],a=e[4],o=e[5],s=e[6],c=e[7],l=e[8];return t*(l*a-o*c)+n*(-l*i+o*s)+r*(c*i-a*s)}function Pt(e,t,n){let r=t[0],i=t[1],a=t[2],o=t[3],s=t[4],c=t[5],l=t[6],u=t[7],d=t[8],f=n[0],p=n[1],m=n[2],h=n[3],g=n[4],_=n[5],v=n[6],y=n[7],b=n[8];return e[0]=f*r+p*o+m*l,e[1]=f*i+p*s+m*u,e[2]=f*a+p*c+m*d,e[3]=h*r+g*o+_*l,e[4]=h*i+g*s+_*u,e[5]=h*a+g*c+_*d,e[6]=v*r+y*o+b*l,e[7]=v*i+y*s+b*u,e[8]=v*a+y*c+b*d,e}function Ft(e,t,n){let r=t[0],i=t[1],a=t[2],o=t[3],s=t[4],c=t[5],l=t[6],u=t[7],d=t[8],f=n[0],p=n[1];return e[0]=r,e[1]=i,e[2]=a,e[3]=o,e[4]=s,e[5]=c,e[6]=f*r+p*o+l,e[7]=f*i+p*s+u,e[8]=f*a+p*c+d,e}function It(e,t,n){let r=t[0],i=t[1],a=t[2],o=t[3],s=t[4],c=t[5],l=t[6],u=t[7],d=t[8],f=Math.sin(n),p=Math.cos(n);return e[0]=p*r+f*o,e[1]=p*i+f*s,e[2]=p*a+f*c,e[3]=p*o-f*r,e[4]=p*s-f*i,e[5]=p*c-f*a,e[6]=l,e[7]=u,e[8]=d,e}function Lt(e,t,n){let r=n[0],i=n[1];return e[0]=r*t[0],e[1]=r*t[1],e[2]=r*t[2],e[3]=i*t[3],e[4]=i*t[4],e[5]=i*t[5],e[6]=t[6],e[7]=t[7],e[8]=t[8],e}function Rt(e,t){let n=t[0],r=t[1],i=t[2],a=t[3],o=n+n,s=r+r,c=i+i,l=n*o,u=r*o,d=r*s,f=i*o,p=i*s,m=i*c,h=a*o,g=a*s,_=a*c;return e[0]=1-d-m,e[3]=u-_,e[6]=f+g,e[1]=u+_,e[4]=1-l-m,e[7]=p-h,e[2]=f-g,e[5]=p+h,e[8]=1-l-d,e}var zt;(function(e){e[e.COL0ROW0=0]=`COL0ROW0`,e[e.COL0ROW1=1]=`COL0ROW1`,e[e.COL0ROW2=2]=`COL0ROW2`,e[e.COL1ROW0=3]=`COL1ROW0`,e[e.COL1ROW1=4]=`COL1ROW1`,e[e.COL1ROW2=5]=`COL1ROW2`,e[e.COL2ROW0=6]=`COL2ROW0`,e[e.COL2ROW1=7]=`COL2ROW1`,e[e.COL2ROW2=8]=`COL2ROW2`})(zt||={});var Bt=Object.freeze([1,0,0,0,1,0,0,0,1]),L=class extends dt{static get IDENTITY(){return Wt()}static get ZERO(){return Ut()}get ELEMENTS(){return 9}get RANK(){return 3}get INDICES(){return zt}constructor(e,...t){super(-0,-0,-0,-0,-0,-0,-0,-0,-0),arguments.length===1&&Array.isArray(e)?this.copy(e):t.length>0?this.copy([e,...t]):this.identity()}copy(e){return this[0]=e[0],this[1]=e[1],this[2]=e[2],this[3]=e[3],this[4]=e[4],this[5]=e[5],this[6]=e[6],this[7]=e[7],this[8]=e[8],this.check()}identity(){return this.copy(Bt)}fromObject(e){return this.check()}fromQuaternion(e){return Rt(this,e),this.check()}set(e,t,n,r,i,a,o,s,c){return this[0]=e,this[1]=t,this[2]=n,this[3]=r,this[4]=i,this[5]=a,this[6]=o,this[7]=s,this[8]=c,this.check()}setRowMajor(e,t,n,r,i,a,o,s,c){return this[0]=e,this[1]=r,this[2]=o,this[3]=t,this[4]=i,this[5]=s,this[6]=n,this[7]=a,this[8]=c,this.check()}determinant(){return Nt(this)}transpose(){return jt(this,this),this.check()}invert(){return Mt(this,this),this.check()}multiplyLeft(e){return Pt(this,e,this),this.check()}multiplyRight(e){return Pt(this,this,e),this.check()}rotate(e){return It(this,this,e),this.check()}scale(e){return Array.isArray(e)?Lt(this,this,e):Lt(this,this,[e,e]),this.check()}translate(e){return Ft(this,this,e),this.check()}transform(e,t){let n;switch(e.length){case 2:n=rt(t||[-0,-0],e,this);break;case 3:n=bt(t||[-0,-0,-0],e,this);break;case 4:n=Ae(t||[-0,-0,-0,-0],e,this);break;default:throw Error(`Illegal vector`)}return ye(n,e.length),n}transformVector(e,t){return this.transform(e,t)}transformVector2(e,t){return this.transform(e,t)}transformVector3(e,t){return this.transform(e,t)}},Vt,Ht=null;function Ut(){return Vt||(Vt=new L([0,0,0,0,0,0,0,0,0]),Object.freeze(Vt)),Vt}function Wt(){return Ht||(Ht=new L,Object.freeze(Ht)),Ht}function Gt(){let e=new me(4);return me!=Float32Array&&(e[0]=0,e[1]=0,e[2]=0),e[3]=1,e}function Kt(e){return e[0]=0,e[1]=0,e[2]=0,e[3]=1,e}function qt(e,t,n){n*=.5;let r=Math.sin(n);return e[0]=r*t[0],e[1]=r*t[1],e[2]=r*t[2],e[3]=Math.cos(n),e}function Jt(e,t,n){let r=t[0],i=t[1],a=t[2],o=t[3],s=n[0],c=n[1],l=n[2],u=n[3];return e[0]=r*u+o*s+i*l-a*c,e[1]=i*u+o*c+a*s-r*l,e[2]=a*u+o*l+r*c-i*s,e[3]=o*u-r*s-i*c-a*l,e}function Yt(e,t,n){n*=.5;let r=t[0],i=t[1],a=t[2],o=t[3],s=Math.sin(n),c=Math.cos(n);return e[0]=r*c+o*s,e[1]=i*c+a*s,e[2]=a*c-i*s,e[3]=o*c-r*s,e}function Xt(e,t,n){n*=.5;let r=t[0],i=t[1],a=t[2],o=t[3],s=Math.sin(n),c=Math.cos(n);return e[0]=r*c-a*s,e[1]=i*c+o*s,e[2]=a*c+r*s,e[3]=o*c-i*s,e}function Zt(e,t,n){n*=.5;let r=t[0],i=t[1],a=t[2],o=t[3],s=Math.sin(n),c=Math.cos(n);return e[0]=r*c+i*s,e[1]=i*c-r*s,e[2]=a*c+o*s,e[3]=o*c-a*s,e}function Qt(e,t){let n=t[0],r=t[1],i=t[2];return e[0]=n,e[1]=r,e[2]=i,e[3]=Math.sqrt(Math.abs(1-n*n-r*r-i*i)),e}function $t(e,t,n,r){let i=t[0],a=t[1],o=t[2],s=t[3],c=n[0],l=n[1],u=n[2],d=n[3],f,p,m,h,g;return f=i*c+a*l+o*u+s*d,f<0&&(f=-f,c=-c,l=-l,u=-u,d=-d),1-f>1e-6?(p=Math.acos(f),g=Math.sin(p),m=Math.sin((1-r)*p)/g,h=Math.sin(r*p)/g):(m=1-r,h=r),e[0]=m*i+h*c,e[1]=m*a+h*l,e[2]=m*o+h*u,e[3]=m*s+h*d,e}function en(e,t){let n=t[0],r=t[1],i=t[2],a=t[3],o=n*n+r*r+i*i+a*a,s=o?1/o:0;return e[0]=-n*s,e[1]=-r*s,e[2]=-i*s,e[3]=a*s,e}function tn(e,t){return e[0]=-t[0],e[1]=-t[1],e[2]=-t[2],e[3]=t[3],e}function nn(e,t){let n=t[0]+t[4]+t[8],r;if(n>0)r=Math.sqrt(n+1),e[3]=.5*r,r=.5/r,e[0]=(t[5]-t[7])*r,e[1]=(t[6]-t[2])*r,e[2]=(t[1]-t[3])*r;else{let n=0;t[4]>t[0]&&(n=1),t[8]>t[n*3+n]&&(n=2);let i=(n+1)%3,a=(n+2)%3;r=Math.sqrt(t[n*3+n]-t[i*3+i]-t[a*3+a]+1),e[n]=.5*r,r=.5/r,e[3]=(t[i*3+a]-t[a*3+i])*r,e[i]=(t[i*3+n]+t[n*3+i])*r,e[a]=(t[a*3+n]+t[n*3+a])*r}return e}var rn=pt,an=Je,on=nt,sn=lt,cn=Ge,ln=it,un=ht,dn=(function(){let e=et(),t=yt(1,0,0),n=yt(0,1,0);return function(r,i,a){let o=Ue(i,a);return o<-.999999?(Qe(e,t,i),Ct(e)<1e-6&&Qe(e,n,i),St(e,e),qt(r,e,Math.PI),r):o>.999999?(r[0]=0,r[1]=0,r[2]=0,r[3]=1,r):(Qe(e,i,a),r[0]=e[0],r[1]=e[1],r[2]=e[2],r[3]=1+o,un(r,r))}})();(function(){let e=Gt(),t=Gt();return function(n,r,i,a,o,s){return $t(e,r,o,s),$t(t,i,a,s),$t(n,e,t,2*s*(1-s)),n}})(),(function(){let e=At();return function(t,n,r,i){return e[0]=r[0],e[3]=r[1],e[6]=r[2],e[1]=i[0],e[4]=i[1],e[7]=i[2],e[2]=-n[0],e[5]=-n[1],e[8]=-n[2],un(t,nn(t,e))}})();var fn=[0,0,0,1],pn=class extends Ce{constructor(e=0,t=0,n=0,r=1){super(-0,-0,-0,-0),Array.isArray(e)&&arguments.length===1?this.copy(e):this.set(e,t,n,r)}copy(e){return this[0]=e[0],this[1]=e[1],this[2]=e[2],this[3]=e[3],this.check()}set(e,t,n,r){return this[0]=e,this[1]=t,this[2]=n,this[3]=r,this.check()}fromObject(e){return this[0]=e.x,this[1]=e.y,this[2]=e.z,this[3]=e.w,this.check()}fromMatrix3(e){return nn(this,e),this.check()}fromAxisRotation(e,t){return qt(this,e,t),this.check()}identity(){return Kt(this),this.check()}setAxisAngle(e,t){return this.fromAxisRotation(e,t)}get ELEMENTS(){return 4}get x(){return this[0]}set x(e){this[0]=A(e)}get y(){return this[1]}set y(e){this[1]=A(e)}get z(){return this[2]}set z(e){this[2]=A(e)}get w(){return this[3]}set w(e){this[3]=A(e)}len(){return cn(this)}lengthSquared(){return ln(this)}dot(e){return on(this,e)}rotationTo(e,t){return dn(this,e,t),this.check()}add(e){return rn(this,this,e),this.check()}calculateW(){return Qt(this,this),this.check()}conjugate(){return tn(this,this),this.check()}invert(){return en(this,this),this.check()}lerp(e,t,n){return n===void 0?this.lerp(this,e,t):(sn(this,e,t,n),this.check())}multiplyRight(e){return Jt(this,this,e),this.check()}multiplyLeft(e){return Jt(this,e,this),this.check()}normalize(){let e=this.len(),t=e>0?1/e:0;return this[0]*=t,this[1]*=t,this[2]*=t,this[3]*=t,e===0&&(this[3]=1),this.check()}rotateX(e){return Yt(this,this,e),this.check()}rotateY(e){return Xt(this,this,e),this.check()}rotateZ(e){return Zt(this,this,e),this.check()}scale(e){return an(this,this,e),this.check()}slerp(e,t,n){let r,i,a;switch(arguments.length){case 1:({start:r=fn,target:i,ratio:a}=e);break;case 2:r=this,i=e,a=t;break;default:r=e,i=t,a=n}return $t(this,r,i,a),this.check()}transformVector4(e,t=new kt){return Ye(t,e,this),ye(t,4)}lengthSq(){return this.lengthSquared()}setFromAxisAngle(e,t){return this.setAxisAngle(e,t)}premultiply(e){return this.multiplyLeft(e)}multiply(e){return this.multiplyRight(e)}},mn=1e-15,hn=1e-20,R={RGBA8UNORM:0,RGBA16FLOAT:1,RGBA32FLOAT:2},gn={rgba8unorm:4,rgba16float:8,rgba32float:16};R.RGBA8UNORM,R.RGBA16FLOAT,R.RGBA32FLOAT,R.RGBA8UNORM,R.RGBA16FLOAT,R.RGBA32FLOAT;var _n={useByteColors:`f32`},vn={useByteColors:!0};R.RGBA8UNORM,gn.rgba8unorm/Uint32Array.BYTES_PER_ELEMENT,xn(`colors`);var yn=xn(`floatColors`);Sn(`colors`);var bn=Sn(`floatColors`);`${R.RGBA8UNORM}${R.RGBA16FLOAT}`;function xn(e){return`\
layout(std140) uniform ${e}Uniforms {
  float useByteColors;
} ${e};

vec3 ${e}_normalize(vec3 inputColor) {
  return ${e}.useByteColors > 0.5 ? inputColor / 255.0 : inputColor;
}

vec4 ${e}_normalize(vec4 inputColor) {
  return ${e}.useByteColors > 0.5 ? inputColor / 255.0 : inputColor;
}

vec4 ${e}_premultiplyAlpha(vec4 inputColor) {
  return vec4(inputColor.rgb * inputColor.a, inputColor.a);
}

vec4 ${e}_unpremultiplyAlpha(vec4 inputColor) {
  return inputColor.a > 0.0 ? vec4(inputColor.rgb / inputColor.a, inputColor.a) : vec4(0.0);
}

vec4 ${e}_premultiply_alpha(vec4 inputColor) {
  return ${e}_premultiplyAlpha(inputColor);
}

vec4 ${e}_unpremultiply_alpha(vec4 inputColor) {
  return ${e}_unpremultiplyAlpha(inputColor);
}
`}function Sn(e){return`\
struct ${e}Uniforms {
  useByteColors: f32
};

@group(0) @binding(auto) var<uniform> ${e} : ${e}Uniforms;

fn ${e}_normalize(inputColor: vec3<f32>) -> vec3<f32> {
  return select(inputColor, inputColor / 255.0, ${e}.useByteColors > 0.5);
}

fn ${e}_normalize4(inputColor: vec4<f32>) -> vec4<f32> {
  return select(inputColor, inputColor / 255.0, ${e}.useByteColors > 0.5);
}

fn ${e}_premultiplyAlpha(inputColor: vec4<f32>) -> vec4<f32> {
  return vec4<f32>(inputColor.rgb * inputColor.a, inputColor.a);
}

fn ${e}_unpremultiplyAlpha(inputColor: vec4<f32>) -> vec4<f32> {
  return select(
    vec4<f32>(0.0),
    vec4<f32>(inputColor.rgb / inputColor.a, inputColor.a),
    inputColor.a > 0.0
  );
}

fn ${e}_premultiply_alpha(inputColor: vec4<f32>) -> vec4<f32> {
  return ${e}_premultiplyAlpha(inputColor);
}

fn ${e}_unpremultiply_alpha(inputColor: vec4<f32>) -> vec4<f32> {
  return ${e}_unpremultiplyAlpha(inputColor);
}
`}var Cn={name:`floatColors`,props:{},uniforms:{},vs:yn,fs:yn,source:bn,uniformTypes:_n,defaultUniforms:vn},wn=`precision highp int;

// #if (defined(SHADER_TYPE_FRAGMENT) && defined(LIGHTING_FRAGMENT)) || (defined(SHADER_TYPE_VERTEX) && defined(LIGHTING_VERTEX))
struct AmbientLight {
  vec3 color;
};

struct PointLight {
  vec3 color;
  vec3 position;
  vec3 attenuation; // 2nd order x:Constant-y:Linear-z:Exponential
};

struct SpotLight {
  vec3 color;
  vec3 position;
  vec3 direction;
  vec3 attenuation;
  vec2 coneCos;
};

struct DirectionalLight {
  vec3 color;
  vec3 direction;
};

struct UniformLight {
  vec3 color;
  vec3 position;
  vec3 direction;
  vec3 attenuation;
  vec2 coneCos;
};

layout(std140) uniform lightingUniforms {
  int enabled;
  int directionalLightCount;
  int pointLightCount;
  int spotLightCount;
  vec3 ambientColor;
  UniformLight lights[5];
} lighting;

PointLight lighting_getPointLight(int index) {
  UniformLight light = lighting.lights[index];
  return PointLight(light.color, light.position, light.attenuation);
}

SpotLight lighting_getSpotLight(int index) {
  UniformLight light = lighting.lights[lighting.pointLightCount + index];
  return SpotLight(light.color, light.position, light.direction, light.attenuation, light.coneCos);
}

DirectionalLight lighting_getDirectionalLight(int index) {
  UniformLight light =
    lighting.lights[lighting.pointLightCount + lighting.spotLightCount + index];
  return DirectionalLight(light.color, light.direction);
}

float getPointLightAttenuation(PointLight pointLight, float distance) {
  return pointLight.attenuation.x
       + pointLight.attenuation.y * distance
       + pointLight.attenuation.z * distance * distance;
}

float getSpotLightAttenuation(SpotLight spotLight, vec3 positionWorldspace) {
  vec3 light_direction = normalize(positionWorldspace - spotLight.position);
  float coneFactor = smoothstep(
    spotLight.coneCos.y,
    spotLight.coneCos.x,
    dot(normalize(spotLight.direction), light_direction)
  );
  float distanceAttenuation = getPointLightAttenuation(
    PointLight(spotLight.color, spotLight.position, spotLight.attenuation),
    distance(spotLight.position, positionWorldspace)
  );
  return distanceAttenuation / max(coneFactor, 0.0001);
}

// #endif
`,Tn=`// #if (defined(SHADER_TYPE_FRAGMENT) && defined(LIGHTING_FRAGMENT)) || (defined(SHADER_TYPE_VERTEX) && defined(LIGHTING_VERTEX))
const MAX_LIGHTS: i32 = 5;

struct AmbientLight {
  color: vec3<f32>,
};

struct PointLight {
  color: vec3<f32>,
  position: vec3<f32>,
  attenuation: vec3<f32>, // 2nd order x:Constant-y:Linear-z:Exponential
};

struct SpotLight {
  color: vec3<f32>,
  position: vec3<f32>,
  direction: vec3<f32>,
  attenuation: vec3<f32>,
  coneCos: vec2<f32>,
};

struct DirectionalLight {
  color: vec3<f32>,
  direction: vec3<f32>,
};

struct UniformLight {
  color: vec3<f32>,
  position: vec3<f32>,
  direction: vec3<f32>,
  attenuation: vec3<f32>,
  coneCos: vec2<f32>,
};

struct lightingUniforms {
  enabled: i32,
  directionalLightCount: i32,
  pointLightCount: i32,
  spotLightCount: i32,
  ambientColor: vec3<f32>,
  lights: array<UniformLight, 5>,
};

@group(2) @binding(auto) var<uniform> lighting : lightingUniforms;

fn lighting_getPointLight(index: i32) -> PointLight {
  let light = lighting.lights[index];
  return PointLight(light.color, light.position, light.attenuation);
}

fn lighting_getSpotLight(index: i32) -> SpotLight {
  let light = lighting.lights[lighting.pointLightCount + index];
  return SpotLight(light.color, light.position, light.direction, light.attenuation, light.coneCos);
}

fn lighting_getDirectionalLight(index: i32) -> DirectionalLight {
  let light = lighting.lights[lighting.pointLightCount + lighting.spotLightCount + index];
  return DirectionalLight(light.color, light.direction);
}

fn getPointLightAttenuation(pointLight: PointLight, distance: f32) -> f32 {
  return pointLight.attenuation.x
       + pointLight.attenuation.y * distance
       + pointLight.attenuation.z * distance * distance;
}

fn getSpotLightAttenuation(spotLight: SpotLight, positionWorldspace: vec3<f32>) -> f32 {
  let lightDirection = normalize(positionWorldspace - spotLight.position);
  let coneFactor = smoothstep(
    spotLight.coneCos.y,
    spotLight.coneCos.x,
    dot(normalize(spotLight.direction), lightDirection)
  );
  let distanceAttenuation = getPointLightAttenuation(
    PointLight(spotLight.color, spotLight.position, spotLight.attenuation),
    distance(spotLight.position, positionWorldspace)
  );
  return distanceAttenuation / max(coneFactor, 0.0001);
}
`,En=5,Dn={props:{},uniforms:{},name:`lighting`,defines:{},uniformTypes:{enabled:`i32`,directionalLightCount:`i32`,pointLightCount:`i32`,spotLightCount:`i32`,ambientColor:`vec3<f32>`,lights:[{color:`vec3<f32>`,position:`vec3<f32>`,direction:`vec3<f32>`,attenuation:`vec3<f32>`,coneCos:`vec2<f32>`},En]},defaultUniforms:Mn(),bindingLayout:[{name:`lighting`,group:2}],firstBindingSlot:0,source:Tn,vs:wn,fs:wn,getUniforms:On};function On(e,t={}){if(e&&={...e},!e)return Mn();e.lights&&(e={...e,...An(e.lights),lights:void 0});let{useByteColors:n,ambientLight:r,pointLights:i,spotLights:a,directionalLights:o}=e||{};if(!(r||i&&i.length>0||a&&a.length>0||o&&o.length>0))return{...Mn(),enabled:0};let s={...Mn(),...kn({useByteColors:n,ambientLight:r,pointLights:i,spotLights:a,directionalLights:o})};return e.enabled!==void 0&&(s.enabled=+!!e.enabled),s}function kn({useByteColors:e,ambientLight:t,pointLights:n=[],spotLights:r=[],directionalLights:i=[]}){let a=Nn(),o=0,s=0,c=0,l=0;for(let t of n){if(o>=En)break;a[o]={...a[o],color:jn(t,e),position:t.position,attenuation:t.attenuation||[1,0,0]},o++,s++}for(let t of r){if(o>=En)break;a[o]={...a[o],color:jn(t,e),position:t.position,direction:t.direction,attenuation:t.attenuation||[1,0,0],coneCos:Fn(t)},o++,c++}for(let t of i){if(o>=En)break;a[o]={...a[o],color:jn(t,e),direction:t.direction},o++,l++}return n.length+r.length+i.length>En&&Et.warn(`MAX_LIGHTS exceeded, truncating to ${En}`)(),{ambientColor:jn(t,e),directionalLightCount:l,pointLightCount:s,spotLightCount:c,lights:a}}function An(e){let t={pointLights:[],spotLights:[],directionalLights:[]};for(let n of e||[])switch(n.type){case`ambient`:t.ambientLight=n;break;case`directional`:t.directionalLights?.push(n);break;case`point`:t.pointLights?.push(n);break;case`spot`:t.spotLights?.push(n)}return t}function jn(e={},t){let{color:n=[0,0,0],intensity:r=1}=e;return ie(n,te(t,!0)).map(e=>e*r)}function Mn(){return{enabled:1,directionalLightCount:0,pointLightCount:0,spotLightCount:0,ambientColor:[.1,.1,.1],lights:Nn()}}function Nn(){return Array.from({length:En},()=>Pn())}function Pn(){return{color:[1,1,1],position:[1,1,2],direction:[1,1,1],attenuation:[1,0,0],coneCos:[1,0]}}function Fn(e){let t=e.innerConeAngle??0,n=e.outerConeAngle??Math.PI/4;return[Math.cos(t),Math.cos(n)]}var In={props:{},name:`gouraudMaterial`,bindingLayout:[{name:`gouraudMaterial`,group:3}],vs:`layout(std140) uniform gouraudMaterialUniforms {
  uniform bool unlit;
  uniform float ambient;
  uniform float diffuse;
  uniform float shininess;
  uniform vec3  specularColor;
} material;

vec3 lighting_getLightColor(vec3 surfaceColor, vec3 light_direction, vec3 view_direction, vec3 normal_worldspace, vec3 color) {
  vec3 halfway_direction = normalize(light_direction + view_direction);
  float lambertian = dot(light_direction, normal_worldspace);
  float specular = 0.0;
  if (lambertian > 0.0) {
    float specular_angle = max(dot(normal_worldspace, halfway_direction), 0.0);
    specular = pow(specular_angle, material.shininess);
  }
  lambertian = max(lambertian, 0.0);
  return (lambertian * material.diffuse * surfaceColor + specular * floatColors_normalize(material.specularColor)) * color;
}

vec3 lighting_getLightColor(vec3 surfaceColor, vec3 cameraPosition, vec3 position_worldspace, vec3 normal_worldspace) {
  vec3 lightColor = surfaceColor;

  if (material.unlit) {
    return surfaceColor;
  }

  if (lighting.enabled == 0) {
    return lightColor;
  }

  vec3 view_direction = normalize(cameraPosition - position_worldspace);
  lightColor = material.ambient * surfaceColor * lighting.ambientColor;

  for (int i = 0; i < lighting.pointLightCount; i++) {
    PointLight pointLight = lighting_getPointLight(i);
    vec3 light_position_worldspace = pointLight.position;
    vec3 light_direction = normalize(light_position_worldspace - position_worldspace);
    float light_attenuation = getPointLightAttenuation(pointLight, distance(light_position_worldspace, position_worldspace));
    lightColor += lighting_getLightColor(surfaceColor, light_direction, view_direction, normal_worldspace, pointLight.color / light_attenuation);
  }

  for (int i = 0; i < lighting.spotLightCount; i++) {
    SpotLight spotLight = lighting_getSpotLight(i);
    vec3 light_position_worldspace = spotLight.position;
    vec3 light_direction = normalize(light_position_worldspace - position_worldspace);
    float light_attenuation = getSpotLightAttenuation(spotLight, position_worldspace);
    lightColor += lighting_getLightColor(surfaceColor, light_direction, view_direction, normal_worldspace, spotLight.color / light_attenuation);
  }

  for (int i = 0; i < lighting.directionalLightCount; i++) {
    DirectionalLight directionalLight = lighting_getDirectionalLight(i);
    lightColor += lighting_getLightColor(surfaceColor, -directionalLight.direction, view_direction, normal_worldspace, directionalLight.color);
  }
  
  return lightColor;
}
`,fs:`layout(std140) uniform gouraudMaterialUniforms {
  uniform bool unlit;
  uniform float ambient;
  uniform float diffuse;
  uniform float shininess;
  uniform vec3  specularColor;
} material;
`,source:`struct gouraudMaterialUniforms {
  unlit: u32,
  ambient: f32,
  diffuse: f32,
  shininess: f32,
  specularColor: vec3<f32>,
};

@group(3) @binding(auto) var<uniform> gouraudMaterial : gouraudMaterialUniforms;

fn lighting_getLightColor(surfaceColor: vec3<f32>, light_direction: vec3<f32>, view_direction: vec3<f32>, normal_worldspace: vec3<f32>, color: vec3<f32>) -> vec3<f32> {
  let halfway_direction: vec3<f32> = normalize(light_direction + view_direction);
  var lambertian: f32 = dot(light_direction, normal_worldspace);
  var specular: f32 = 0.0;
  if (lambertian > 0.0) {
    let specular_angle = max(dot(normal_worldspace, halfway_direction), 0.0);
    specular = pow(specular_angle, gouraudMaterial.shininess);
  }
  lambertian = max(lambertian, 0.0);
  return (
    lambertian * gouraudMaterial.diffuse * surfaceColor +
    specular * floatColors_normalize(gouraudMaterial.specularColor)
  ) * color;
}

fn lighting_getLightColor2(surfaceColor: vec3<f32>, cameraPosition: vec3<f32>, position_worldspace: vec3<f32>, normal_worldspace: vec3<f32>) -> vec3<f32> {
  var lightColor: vec3<f32> = surfaceColor;

  if (gouraudMaterial.unlit != 0u) {
    return surfaceColor;
  }

  if (lighting.enabled == 0) {
    return lightColor;
  }

  let view_direction: vec3<f32> = normalize(cameraPosition - position_worldspace);
  lightColor = gouraudMaterial.ambient * surfaceColor * lighting.ambientColor;

  for (var i: i32 = 0; i < lighting.pointLightCount; i++) {
    let pointLight: PointLight = lighting_getPointLight(i);
    let light_position_worldspace: vec3<f32> = pointLight.position;
    let light_direction: vec3<f32> = normalize(light_position_worldspace - position_worldspace);
    let light_attenuation = getPointLightAttenuation(
      pointLight,
      distance(light_position_worldspace, position_worldspace)
    );
    lightColor += lighting_getLightColor(
      surfaceColor,
      light_direction,
      view_direction,
      normal_worldspace,
      pointLight.color / light_attenuation
    );
  }

  for (var i: i32 = 0; i < lighting.spotLightCount; i++) {
    let spotLight: SpotLight = lighting_getSpotLight(i);
    let light_position_worldspace: vec3<f32> = spotLight.position;
    let light_direction: vec3<f32> = normalize(light_position_worldspace - position_worldspace);
    let light_attenuation = getSpotLightAttenuation(spotLight, position_worldspace);
    lightColor += lighting_getLightColor(
      surfaceColor,
      light_direction,
      view_direction,
      normal_worldspace,
      spotLight.color / light_attenuation
    );
  }

  for (var i: i32 = 0; i < lighting.directionalLightCount; i++) {
    let directionalLight: DirectionalLight = lighting_getDirectionalLight(i);
    lightColor += lighting_getLightColor(surfaceColor, -directionalLight.direction, view_direction, normal_worldspace, directionalLight.color);
  }  
  
  return lightColor;
}

fn lighting_getSpecularLightColor(cameraPosition: vec3<f32>, position_worldspace: vec3<f32>, normal_worldspace: vec3<f32>) -> vec3<f32>{
  var lightColor = vec3<f32>(0, 0, 0);
  let surfaceColor = vec3<f32>(0, 0, 0);

  if (lighting.enabled != 0) {
    let view_direction = normalize(cameraPosition - position_worldspace);

    for (var i: i32 = 0; i < lighting.pointLightCount; i++) {
      let pointLight: PointLight = lighting_getPointLight(i);
      let light_position_worldspace: vec3<f32> = pointLight.position;
      let light_direction: vec3<f32> = normalize(light_position_worldspace - position_worldspace);
      let light_attenuation = getPointLightAttenuation(
        pointLight,
        distance(light_position_worldspace, position_worldspace)
      );
      lightColor += lighting_getLightColor(
        surfaceColor,
        light_direction,
        view_direction,
        normal_worldspace,
        pointLight.color / light_attenuation
      );
    }

    for (var i: i32 = 0; i < lighting.spotLightCount; i++) {
      let spotLight: SpotLight = lighting_getSpotLight(i);
      let light_position_worldspace: vec3<f32> = spotLight.position;
      let light_direction: vec3<f32> = normalize(light_position_worldspace - position_worldspace);
      let light_attenuation = getSpotLightAttenuation(spotLight, position_worldspace);
      lightColor += lighting_getLightColor(
        surfaceColor,
        light_direction,
        view_direction,
        normal_worldspace,
        spotLight.color / light_attenuation
      );
    }

    for (var i: i32 = 0; i < lighting.directionalLightCount; i++) {
        let directionalLight: DirectionalLight = lighting_getDirectionalLight(i);
        lightColor += lighting_getLightColor(surfaceColor, -directionalLight.direction, view_direction, normal_worldspace, directionalLight.color);
    }
  }
  return lightColor;
}
`,defines:{LIGHTING_VERTEX:!0},dependencies:[Dn,Cn],uniformTypes:{unlit:`i32`,ambient:`f32`,diffuse:`f32`,shininess:`f32`,specularColor:`vec3<f32>`},defaultUniforms:{unlit:!1,ambient:.35,diffuse:.6,shininess:32,specularColor:[38.25,38.25,38.25]},getUniforms(e){return{...In.defaultUniforms,...e}}};function Ln(e,t,n,r){let i=n*r,a=new Uint8ClampedArray(i*4),[o,s]=t>=3?[i,2*i]:[0,0];for(let t=0,n=0;t<i;t++,n+=4)a[n]=e[t]*255,a[n+1]=e[t+o]*255,a[n+2]=e[t+s]*255,a[n+3]=255;return a}function z(e,{rgba:t,width:n,height:r}){(e.width!==n||e.height!==r)&&(e.width=n,e.height=r),e.getContext(`2d`)?.putImageData(new ImageData(t,n,r),0,0)}var Rn=`Queued Requests`,zn=`Active Requests`,Bn=`Cancelled Requests`,Vn=`Queued Requests Ever`,Hn=`Active Requests Ever`,Un={id:`request-scheduler`,throttleRequests:!0,maxRequests:6,debounceTime:0},Wn=class{props;stats;activeRequestCount=0;requestQueue=[];requestMap=new Map;updateTimer=null;constructor(e={}){this.props={...Un,...e},this.stats=new pe({id:this.props.id}),this.stats.get(Rn),this.stats.get(zn),this.stats.get(Bn),this.stats.get(Vn),this.stats.get(Hn)}setProps(e){e.throttleRequests!==void 0&&(this.props.throttleRequests=e.throttleRequests),e.maxRequests!==void 0&&(this.props.maxRequests=e.maxRequests),e.debounceTime!==void 0&&(this.props.debounceTime=e.debounceTime)}scheduleRequest(e,t=()=>0){if(!this.props.throttleRequests)return Promise.resolve({done:()=>{}});if(this.requestMap.has(e))return this.requestMap.get(e);let n={handle:e,priority:0,getPriority:t},r=new Promise(e=>(n.resolve=e,n));return this.requestQueue.push(n),this.requestMap.set(e,r),this._issueNewRequests(),r}_issueRequest(e){let{handle:t,resolve:n}=e,r=!1,i=()=>{r||(r=!0,this.requestMap.delete(t),this.activeRequestCount--,this.updateTimer===null&&(this.updateTimer=setTimeout(()=>this._issueNewRequestsAsync(),0)))};return this.activeRequestCount++,n?n({done:i}):Promise.resolve({done:i})}_issueNewRequests(){this.updateTimer!==null&&clearTimeout(this.updateTimer),this.updateTimer=setTimeout(()=>this._issueNewRequestsAsync(),this.props.debounceTime)}_issueNewRequestsAsync(){this.updateTimer!==null&&clearTimeout(this.updateTimer),this.updateTimer=null;let e=Math.max(this.props.maxRequests-this.activeRequestCount,0);if(e!==0){this._updateAllRequests();for(let t=0;t<e;++t){let e=this.requestQueue.shift();e&&this._issueRequest(e)}}}_updateAllRequests(){let e=this.requestQueue;for(let t=0;t<e.length;++t){let n=e[t];this._updateRequest(n)||(e.splice(t,1),this.requestMap.delete(n.handle),t--)}e.sort((e,t)=>e.priority-t.priority)}_updateRequest(e){return e.priority=e.getPriority(e.handle),e.priority<0?(e.resolve(null),!1):!0}},Gn={name:`color`,dependencies:[],source:`

@must_use
fn deckgl_premultiplied_alpha(fragColor: vec4<f32>) -> vec4<f32> {
    return vec4(fragColor.rgb * fragColor.a, fragColor.a); 
};
`,getUniforms:e=>({})},Kn={name:`project32`,dependencies:[be],source:`// Define a structure to hold both the clip-space position and the common position.
struct ProjectResult {
  clipPosition: vec4<f32>,
  commonPosition: vec4<f32>,
};

// This function mimics the GLSL version with the 'out' parameter by returning both values.
fn project_position_to_clipspace_and_commonspace(
    position: vec3<f32>,
    position64Low: vec3<f32>,
    offset: vec3<f32>
) -> ProjectResult {
  // Compute the projected position.
  let projectedPosition: vec3<f32> = project_position_vec3_f64(position, position64Low);

  // Start with the provided offset.
  var finalOffset: vec3<f32> = offset;

  // Get whether a rotation is needed and the rotation matrix.
  let rotationResult = project_needs_rotation(projectedPosition);

  // If rotation is needed, update the offset.
  if (rotationResult.needsRotation) {
    finalOffset = rotationResult.transform * offset;
  }

  // Compute the common position.
  let commonPosition: vec4<f32> = vec4<f32>(projectedPosition + finalOffset, 1.0);

  // Convert to clip-space.
  let clipPosition: vec4<f32> = project_common_position_to_clipspace(commonPosition);

  return ProjectResult(clipPosition, commonPosition);
}

// A convenience overload that returns only the clip-space position.
fn project_position_to_clipspace(
    position: vec3<f32>,
    position64Low: vec3<f32>,
    offset: vec3<f32>
) -> vec4<f32> {
  return project_position_to_clipspace_and_commonspace(position, position64Low, offset).clipPosition;
}
`,vs:`vec4 project_position_to_clipspace(
  vec3 position, vec3 position64Low, vec3 offset, out vec4 commonPosition
) {
  vec3 projectedPosition = project_position(position, position64Low);
  mat3 rotation;
  if (project_needs_rotation(projectedPosition, rotation)) {
    // offset is specified as ENU
    // when in globe projection, rotate offset so that the ground alighs with the surface of the globe
    offset = rotation * offset;
  }
  commonPosition = vec4(projectedPosition + offset, 1.0);
  return project_common_position_to_clipspace(commonPosition);
}

vec4 project_position_to_clipspace(
  vec3 position, vec3 position64Low, vec3 offset
) {
  vec4 commonPosition;
  return project_position_to_clipspace(position, position64Low, offset, commonPosition);
}
`},qn=`compositeLayer.renderLayers`,Jn=class extends se{get isComposite(){return!0}get isDrawable(){return!1}get isLoaded(){return super.isLoaded&&this.getSubLayers().every(e=>e.isLoaded)}getSubLayers(){return this.internalState&&this.internalState.subLayers||[]}initializeState(e){}setState(e){super.setState(e),this.setNeedsUpdate()}getPickingInfo({info:e}){let{object:t}=e;return t&&t.__source&&t.__source.parent&&t.__source.parent.id===this.id&&(e.object=t.__source.object,e.index=t.__source.index),e}filterSubLayer(e){return!0}shouldRenderSubLayer(e,t){return t&&t.length}getSubLayerClass(e,t){let{_subLayerProps:n}=this.props;return n&&n[e]&&n[e].type||t}getSubLayerRow(e,t,n){return e.__source={parent:this,object:t,index:n},e}getSubLayerAccessor(e){if(typeof e==`function`){let t={index:-1,data:this.props.data,target:[]};return(n,r)=>n&&n.__source?(t.index=n.__source.index,e(n.__source.object,t)):e(n,r)}return e}getSubLayerProps(e={}){let{opacity:t,pickable:n,visible:r,parameters:i,getPolygonOffset:a,highlightedObjectIndex:o,autoHighlight:s,highlightColor:c,coordinateSystem:l,coordinateOrigin:u,wrapLongitude:d,positionFormat:f,modelMatrix:p,extensions:m,fetch:h,operation:g,_subLayerProps:_}=this.props,v={id:``,updateTriggers:{},opacity:t,pickable:n,visible:r,parameters:i,getPolygonOffset:a,highlightedObjectIndex:o,autoHighlight:s,highlightColor:c,coordinateSystem:l,coordinateOrigin:u,wrapLongitude:d,positionFormat:f,modelMatrix:p,extensions:m,fetch:h,operation:g},y=_&&e.id&&_[e.id],b=y&&y.updateTriggers,x=e.id||`sublayer`;if(y){let t=this.props[Ee],n=e.type?e.type._propTypes:{};for(let e in y){let r=n[e]||t[e];r&&r.type===`accessor`&&(y[e]=this.getSubLayerAccessor(y[e]))}}Object.assign(v,e,y),v.id=`${this.props.id}-${x}`,v.updateTriggers={all:this.props.updateTriggers?.all,...e.updateTriggers,...b};for(let e of m){let t=e.getSubLayerProps.call(this,e);t&&Object.assign(v,t,{updateTriggers:Object.assign(v.updateTriggers,t.updateTriggers)})}return v}_updateAutoHighlight(e){for(let t of this.getSubLayers())t.updateAutoHighlight(e)}_getAttributeManager(){return null}_postUpdate(e,t){let n=this.internalState.subLayers,r=!n||this.needsUpdate();if(r){let e=this.renderLayers();n=Ie(e,Boolean),this.internalState.subLayers=n}Be(qn,this,r,n);for(let e of n)e.parent=this}};Jn.layerName=`CompositeLayer`;var Yn=Math.PI/180,Xn=180/Math.PI,Zn=1,Qn=6370972,$n=.75,er=1.15;function tr(e){let t=Se(e+180,360)-180;return Math.abs(t)<Zn}function nr(){let e=256/Qn,t=Math.PI/180*256;return{unitsPerMeter:[e,e,e],unitsPerMeter2:[0,0,0],metersPerUnit:[1/e,1/e,1/e],unitsPerDegree:[t,t,e],unitsPerDegree2:[0,0,0],degreesPerUnit:[1/t,1/t,1/e]}}var rr=class extends je{constructor(e={}){let{longitude:t=0,bearing:n=0,pitch:r=0,zoom:i=0,nearZMultiplier:a=.5,farZMultiplier:o=1,resolution:s=10}=e,{latitude:c=0,height:l,altitude:u=1.5,fovy:d}=e;c=Math.max(Math.min(c,90),-90),l||=1,d?u=xe(d):d=ze(u);let f=2**(i-ir(Math.max(Math.min(c,wt),-wt))),p=r*Yn,m=e.nearZ??a,h=e.farZ??(u+512*f/l/Math.max(Math.cos(p),.1))*o,g=new st().lookAt({eye:[0,-u,0],up:[0,0,1]}).rotateX(-p).rotateY(-n*Yn).rotateX(c*Yn).rotateZ(-t*Yn).scale(f/l);super({...e,height:l,viewMatrix:g,longitude:t,latitude:c,zoom:i,distanceScales:nr(),fovy:d,focalDistance:u,near:m,far:h}),this.scale=f,this.latitude=c,this.longitude=t,this.bearing=n,this.pitch=r,this.fovy=d,this.resolution=s}get projectionMode(){return we.GLOBE}getDistanceScales(){return this.distanceScales}getBounds(e={}){let t={targetZ:e.z||0},n=this.unproject([0,this.height/2],t),r=this.unproject([this.width/2,0],t),i=this.unproject([this.width,this.height/2],t),a=this.unproject([this.width/2,this.height],t);return i[0]<this.longitude&&(i[0]+=360),n[0]>this.longitude&&(n[0]-=360),[Math.min(n[0],i[0],r[0],a[0]),Math.min(n[1],i[1],r[1],a[1]),Math.max(n[0],i[0],r[0],a[0]),Math.max(n[1],i[1],r[1],a[1])]}_getRayToGlobe(e,{topLeft:t=!0,targetZ:n}={}){let[r,i]=e,a=t?i:this.height-i,{pixelUnprojectionMatrix:o}=this,s=ar(o,[r,a,-1,1]),c=ar(o,[r,a,1,1]),l=((n||0)/Qn+1)*256,u=Fe(ge([],s,c)),d=Fe(s),f=Fe(c);return{rayStartPosition:s,rayEndPosition:c,radius:l,rayLengthSquared:u,rayStartDistanceSquared:d,distanceToCenterSquared:4*((4*d*f-(u-d-f)**2)/16)/u}}_getRayDistanceToGlobeCenterRatio(e,t){let{distanceToCenterSquared:n,radius:r}=this._getRayToGlobe(e,t);return Math.sqrt(Math.max(0,n))/r}getZoomAnchorStrength(e){let t=this._getRayDistanceToGlobeCenterRatio(e);if(t>=er)return 0;let n=Math.max(0,Math.min(1,(t-$n)/.3999999999999999));return 1-n*n*(3-2*n)}unproject(e,{topLeft:t=!0,targetZ:n}={}){let[r,i,a]=e,o=t?i:this.height-i,{pixelUnprojectionMatrix:s}=this,c;if(Number.isFinite(a))c=ar(s,[r,o,a,1]);else{let{rayStartPosition:r,rayEndPosition:i,radius:a,rayLengthSquared:o,rayStartDistanceSquared:s,distanceToCenterSquared:l}=this._getRayToGlobe(e,{topLeft:t,targetZ:n}),u=(Math.sqrt(s-l)-Math.sqrt(Math.max(0,a*a-l)))/Math.sqrt(o);c=Ke([],r,i,u)}let[l,u,d]=this.unprojectPosition(c);return Number.isFinite(a)?[l,u,d]:Number.isFinite(n)?[l,u,n]:[l,u]}projectPosition(e){let[t,n,r=0]=e,i=t*Yn,a=n*Yn,o=Math.cos(a),s=(r/Qn+1)*256;return[Math.sin(i)*o*s,-Math.cos(i)*o*s,Math.sin(a)*s]}unprojectPosition(e){let[t,n,r]=e,i=Ct(e),a=Math.asin(r/i);return[Math.atan2(t,-n)*Xn,a*Xn,(i/256-1)*Qn]}projectFlat(e){return e}unprojectFlat(e){return e}panByPosition(e,t,n){if(!n){let n=this.getZoomAnchorStrength(t);if(n===0)return{longitude:this.longitude,latitude:this.latitude};let r=this.unproject(t),i=Se(e[0]-r[0]+180,360)-180,a=e[1]-r[1],o=Math.abs(r[1])>85.051129||Math.abs(i)>90;if(tr(this.bearing)&&o)return{longitude:this.longitude,latitude:this.latitude};if(tr(this.bearing)&&a!==0){let e=((a>0?wt:-wt)-this.latitude)/a;n=Math.min(n,Math.max(0,e))}return{longitude:this.longitude+i*n,latitude:Math.max(Math.min(this.latitude+a*n,90),-90)}}let[r,i,a]=e,o=.25/2**(this.zoom-ir(this.latitude)),s=r+o*(n[0]-t[0]),c=i-o*(n[1]-t[1]);c=Math.max(Math.min(c,90),-90);let l={longitude:s,latitude:c,zoom:a-ir(i)};return l.zoom+=ir(l.latitude),l}};rr.displayName=`GlobeViewport`;function ir(e,t){t&&(e=Math.max(Math.min(e,wt),-wt));let n=Math.PI*Math.cos(e*Math.PI/180);return Math.log2(n)}function ar(e,t){let n=_t([],t,e);return Je(n,n,1/n[3]),n}var or=class{constructor(e){this.indexStarts=[0],this.vertexStarts=[0],this.vertexCount=0,this.instanceCount=0;let{attributes:t={}}=e;this.typedArrayManager=Ne,this.attributes={},this._attributeDefs=t,this.opts=e,this.updateGeometry(e)}updateGeometry(e){Object.assign(this.opts,e);let{data:t,buffers:n={},getGeometry:r,geometryBuffer:i,positionFormat:a,dataChanged:o,normalize:s=!0}=this.opts;if(this.data=t,this.getGeometry=r,this.positionSize=i&&i.size||(a===`XY`?2:3),this.buffers=n,this.normalize=s,i&&(xt(t.startIndices),this.getGeometry=this.getGeometryFromBuffer(i),s||(n.vertexPositions=i)),this.geometryBuffer=n.vertexPositions,Array.isArray(o))for(let e of o)this._rebuildGeometry(e);else this._rebuildGeometry()}updatePartialGeometry({startRow:e,endRow:t}){this._rebuildGeometry({startRow:e,endRow:t})}getGeometryFromBuffer(e){let t=e.value||e;return ArrayBuffer.isView(t)?D(t,{size:this.positionSize,offset:e.offset,stride:e.stride,startIndices:this.data.startIndices}):null}_allocate(e,t){let{attributes:n,buffers:r,_attributeDefs:i,typedArrayManager:a}=this;for(let o in i)if(o in r)a.release(n[o]),n[o]=null;else{let r=i[o];r.copy=t,n[o]=a.allocate(n[o],e,r)}}_forEachGeometry(e,t,n){let{data:r,getGeometry:i}=this,{iterable:a,objectInfo:o}=fe(r,t,n);for(let t of a)o.index++,e(i?i(t,o):null,o.index)}_rebuildGeometry(e){if(!this.data)return;let{indexStarts:t,vertexStarts:n,instanceCount:r}=this,{data:i,geometryBuffer:a}=this,{startRow:o=0,endRow:s=1/0}=e||{},c={};if(e||(t=[0],n=[0]),this.normalize||!a)this._forEachGeometry((e,t)=>{let r=e&&this.normalizeGeometry(e);c[t]=r,n[t+1]=n[t]+(r?this.getGeometrySize(r):0)},o,s),r=n[n.length-1];else if(n=i.startIndices,r=n[i.length]||0,ArrayBuffer.isView(a))r||=a.length/this.positionSize;else if(a instanceof Dt){let e=this.positionSize*4;r||=a.byteLength/e}else if(a.buffer){let e=a.stride||this.positionSize*4;r||=a.buffer.byteLength/e}else if(a.value){let e=a.value,t=a.stride/e.BYTES_PER_ELEMENT||this.positionSize;r||=e.length/t}this._allocate(r,!!e),this.indexStarts=t,this.vertexStarts=n,this.instanceCount=r;let l={};this._forEachGeometry((e,i)=>{let a=c[i]||e;l.vertexStart=n[i],l.indexStart=t[i];let o=i<n.length-1?n[i+1]:r;l.geometrySize=o-n[i],l.geometryIndex=i,this.updateGeometryAttributes(a,l)},o,s),this.vertexCount=t[t.length-1]}};function sr(e,t,n,r){return cr(e,t,e.subarray(n*t,(n+1)*t),r,[n])}function cr(e,t,n,r,i=[]){let a=e.length/t,o=new Set(i),s=Math.min(r,a-o.size),c=[],l=[],u=1/0;for(let r=0,i=0;r<a;r++,i+=t){let a=0;for(let r=0;r<t&&a<u;r++){let t=e[i+r]-n[r];a+=t*t}if(a>=u||o.has(r))continue;let d=c.length;for(;d>0&&l[d-1]>a;)d--;c.splice(d,0,r),l.splice(d,0,a),c.length>s&&(c.pop(),l.pop()),c.length===s&&(u=l[s-1])}return c}var lr=12;function ur(e,t,n=()=>{}){let r=new Map;return i=>{let a=r.get(i)??t(i);r.delete(i),r.set(i,a),a.catch(()=>r.delete(i));for(let[t,i]of r){if(r.size<=e)break;r.delete(t),i.then(n,()=>{})}return a}}var dr=class{atlas;columns;home;sheet;chunk;answer;allLatents=null;constructor(e,t,n=``){this.atlas=e,this.columns=t,this.home=n,this.sheet=ur(96,e=>c(`thumbnails/${e}.webp`,void 0,n)),this.chunk=ur(64,async e=>await E(`items/${e}.json`,n)),this.answer=ur(64,e=>fr(e,n))}get hasLatents(){return this.atlas.projection.name===`latent`||this.atlas.items.latents}get perSheet(){return this.atlas.items.sheet.columns*this.atlas.items.sheet.rows}place(e){let{columns:t,width:n,height:r}=this.atlas.items.sheet,i=e%this.perSheet;return{sheet:Math.floor(e/this.perSheet),x:i%t*n,y:Math.floor(i/t)*r}}async drawThumbnail(e,t){let{width:n,height:r}=this.atlas.items.sheet,{sheet:i,x:a,y:o}=this.place(e);t.width=n,t.height=r,t.dataset.row=String(e);let s=await this.sheet(i);t.dataset.row===String(e)&&t.getContext(`2d`)?.drawImage(s,a,o,n,r,0,0,n,r)}async text(e){let{chunk:t,metadata:n}=this.atlas.items,i=await this.chunk(Math.floor(e/t)),a=e%t;if(!Array.isArray(i?.id)||a>=i.id.length)throw new r(`atlas/items/${Math.floor(e/t)}.json is damaged: it has no entry for item ${e}.`);return{id:String(i.id[a]),metadata:n.map(e=>[e,String(i.metadata?.[e]?.[a]??``)])}}latents(){if(this.atlas.projection.name===`latent`)return Promise.resolve(this.columns.positions);if(!this.atlas.items.latents)return null;let{count:e,latentDim:t}=this.atlas.items;return this.allLatents??=f(`latents.f32`,e*t*4,this.home).then(e=>new Float32Array(e)),this.allLatents}async latent(e){let t=this.latents(),{latentDim:n}=this.atlas.items;return t===null?this.atlas.server?(await this.answer(e)).latent:null:(await t).slice(e*n,(e+1)*n)}nearestOnMap(e,t){return{rows:sr(this.columns.positions,2,e,t),space:`positions`,latent:null}}async neighbours(e,t){let n=this.latents();if(n!==null)return{rows:sr(await n,this.atlas.projection.name===`latent`?2:this.atlas.items.latentDim,e,t),space:`latents`,latent:null};if(this.atlas.server){let{rows:n,latent:r}=await this.answer(e);return{rows:n.slice(0,t),space:`latents`,latent:r}}return this.nearestOnMap(e,t)}};async function fr(e,t){let n=await fetch(new URL(`${t}api/neighbours?row=${e}&k=${lr}`,document.baseURI)),i=await n.json().catch(()=>({}));if(!n.ok||!Array.isArray(i.rows))throw new r(`The server found no neighbours: ${i.error??`status ${n.status}`}.`);return{rows:i.rows.filter(t=>t!==e),latent:i.latent?Float32Array.from(i.latent):null}}var pr=`latlas:decode`,mr=1e3,hr=`probe`,gr=class{status={kind:`loading`};waiting=new Map;listeners=[];decode=null;current=new Map;sequences=0;busy=!1;measured=0;constructor(e){e===null?this.status={kind:`absent`}:e.then(e=>{this.decode=e,this.tell({kind:`ready`}),this.work()},e=>this.fail(e))}onstatus(e){this.listeners.push(e),e(this.status)}settled(){return new Promise(e=>this.onstatus(({kind:t})=>t!==`loading`&&e()))}request(e,t,n,r){this.status.kind!==`absent`&&(this.waiting.set(e,{job:{from:t,values:n},draw:r}),this.work())}sequence(e,t,n,r){if(this.status.kind===`absent`)return;for(let t of[...this.waiting.keys()])t.startsWith(`${e}#`)&&this.waiting.delete(t);let i=++this.sequences;this.current.set(e,i),n.forEach((n,a)=>this.waiting.set(`${e}#${a}`,{job:{from:t,values:n},draw:t=>this.current.get(e)===i&&r(a,t)})),this.work()}ask(e){return new Promise((t,n)=>{if(this.status.kind===`absent`)return n(Error(`The decoder of this model is not in the atlas.`));if(this.status.kind===`failed`&&this.decode===null)return n(Error(this.status.message));this.waiting.set(`ask#${++this.sequences}`,{job:e,draw:t,fail:n}),this.work()})}async work(){if(!(this.busy||this.decode===null)){this.busy=!0;try{for(let e=this.take();e!==void 0;e=this.take()){let t=performance.now(),n=await this.decode(e.job).catch(t=>{if(e.fail===void 0)throw t;return e.fail(t),null});n!==null&&(e.draw(n),this.measure(t))}}catch(e){this.fail(e)}this.busy=!1}}take(){let e=this.waiting.has(hr)?hr:this.waiting.keys().next().value;if(e===void 0)return;let t=this.waiting.get(e);return this.waiting.delete(e),t}measure(e){++this.measured>mr&&(performance.clearMeasures(pr),this.measured=1),performance.measure(pr,{start:e,end:performance.now()})}fail(e){if(this.tell({kind:`failed`,message:e instanceof Error?e.message:String(e)}),this.decode===null)for(let{fail:t}of this.waiting.values())t?.(e)}tell(e){this.status=e;for(let t of this.listeners)t(e)}},_r=24e6,vr=6,yr=5;async function br(e,t){if(e.decoder.byteLength>_r)return Sr(e);let{createEngine:n}=await S(async()=>{let{createEngine:e}=await import(`./engine-C2vUKsvY.js`);return{createEngine:e}},__vite__mapDeps([0,1]),import.meta.url),r=await n(e);return await xr(r.decode,t)<=vr?r.decode:(await r.close(),Sr(e))}async function xr(e,t){let n=1/0;for(let r=0;r<yr&&(r<2||n<60);r++){let r=performance.now();await e({from:`latents`,values:new Float32Array(t)}),n=Math.min(n,performance.now()-r)}return n}async function Sr(e){let t=new Worker(new URL(new URL(`worker-DvAYBqmc.js`,import.meta.url).href,``+import.meta.url),{type:`module`,name:`decoder`}),n=(e,n)=>new Promise((r,i)=>{t.onmessage=({data:e})=>e.kind===`failed`?i(Error(e.message)):r(e),t.onerror=e=>{e.preventDefault(),i(Error(`The decoder's worker could not be started.`))},t.postMessage(e,n)});return await n({kind:`open`,graphs:e},[e.decoder,e.inverse,e.projection].filter(e=>e!==null)),async e=>{let t=await n({kind:`decode`,job:e},[]);if(t.kind!==`decoded`)throw Error(`The decoder's worker gave a wrong answer.`);return t.decoded}}var Cr=class{world;side;starts;rows;constructor(e){this.world=e;let t=e.length/2;this.side=Math.max(1,Math.min(1024,Math.round(Math.sqrt(t/4))));let n=new Uint32Array(t);this.starts=new Uint32Array(this.side*this.side+1);for(let r=0;r<t;r++){let t=this.column(e[2*r+1])*this.side+this.column(e[2*r]);n[r]=t,this.starts[t+1]++}for(let e=0;e<this.side*this.side;e++)this.starts[e+1]+=this.starts[e];let r=this.starts.slice();this.rows=new Uint32Array(t);for(let e=0;e<t;e++)this.rows[r[n[e]]++]=e}column(e){let t=Math.floor(e/256*this.side);return t>=0?Math.min(t,this.side-1):0}members(e,t){let n=t*this.side+e;return this.rows.subarray(this.starts[n],this.starts[n+1])}inside([e,t,n,r],i,a){let o=[],[s,c]=[this.column(e),this.column(n)];for(let l=this.column(t);l<=this.column(r);l++)for(let u=this.starts[l*this.side+s];u<this.starts[l*this.side+c+1];u++){let s=this.rows[u],[c,l]=[this.world[2*s],this.world[2*s+1]];if(!(i[s]===0||c<e||c>n||l<t||l>r)&&o.push(s)>a)return null}return o}nearest([e,t],n,r){let i=null,a=n*n,o=256/this.side,[s,c]=[this.column(e),this.column(t)];for(let n=0;n<this.side;n++){let l=Math.max(0,n-1)*o;if(l*l>a)break;for(let o=Math.max(0,c-n);o<=Math.min(this.side-1,c+n);o++){let l=Math.abs(o-c)===n;for(let c=s-n;c<=s+n;c+=l||n===0?1:2*n){if(c<0||c>=this.side)continue;let n=o*this.side+c;for(let o=this.starts[n];o<this.starts[n+1];o++){let n=this.rows[o],s=(this.world[2*n]-e)**2+(this.world[2*n+1]-t)**2;s<=a&&r[n]!==0&&(s<a||i===null)&&(a=s,i=n)}}}}return i}},[wr,Tr,Er]=[0,1,2],Dr=6e4,Or={light:[188,195,204],dark:[74,82,94]},kr={light:[29,35,43],dark:[230,233,238]};function Ar(e,t,n){return t.length===0?e:[...e,jr(t.slice(0,Dr),n)]}function jr(e,t){let n=new Uint16Array(t);e.forEach(({rows:e},t)=>e.forEach(e=>n[e]=n[e]===wr?Er+t:Tr));let r=Array(Er+e.length).fill(0);for(let e of n)r[e]++;return{key:`tag`,title:`Tag`,kind:`label`,categories:[`no tag`,`several tags`,...e.map(({name:e})=>e)],codes:n,counts:r,colours:t=>[Or[t],kr[t],...vt(e.length,t)]}}function Mr(e,t){let n=new Uint32Array(e.length+t.length),[r,i,a]=[0,0,0];for(;r<e.length||i<t.length;){let o=i>=t.length||r<e.length&&e[r]<=t[i]?e[r]:t[i];r<e.length&&e[r]===o&&r++,i<t.length&&t[i]===o&&i++,n[a++]=o}return n.slice(0,a)}function Nr(e,t){return Fr(e,t,!1)}function Pr(e,t){return Fr(e,t,!0)}function Fr(e,t,n){let r=new Uint32Array(e.length),[i,a]=[0,0];for(let o=0;o<e.length;o++){for(;i<t.length&&t[i]<e[o];)i++;(i<t.length&&t[i]===e[o])===n&&(r[a++]=e[o])}return r.slice(0,a)}function Ir(e,t){let[n,r]=[0,e.length];for(;n<r;){let i=n+r>>1;e[i]<t?n=i+1:r=i}return n<e.length&&e[n]===t}function Lr(e){let t=Uint32Array.from(e).sort();return t.filter((e,n)=>n===0||e!==t[n-1])}function Rr(e){let t=[];for(let n=0;n<e.length;){let r=n;for(;r+1<e.length&&e[r+1]===e[r]+1;)r++;t.push(r===n?String(e[n]):`${e[n]}-${e[r]}`),n=r+1}return t.join(`,`)}function zr(e,t){if(e===``)return new Uint32Array;let n=[],r=0;for(let i of e.split(`,`)){let e=/^(\d{1,10})(?:-(\d{1,10}))?$/.exec(i);if(!e)return null;let[a,o]=[Number(e[1]),Number(e[2]??e[1])];if(o<a||o>=t||a<=(n.at(-1)?.[1]??-1))return null;n.push([a,o]),r+=o-a+1}let i=new Uint32Array(r),a=0;for(let[e,t]of n)for(let n=e;n<=t;n++)i[a++]=n;return i}var Br={tags:[],notes:new Map,kept:[]};function Vr(e){let t=e.split(/[,;\r\n]/).map(e=>e.replace(/\s+/g,` `).trim());return[...new Set(t.filter(e=>e!==``))]}function Hr(e,t,n){if(n.length===0)return e;let r=e.tags.some(e=>e.name===t),i=e=>e.name===t?{name:t,rows:Mr(e.rows,n)}:e;return{...e,tags:r?e.tags.map(i):[...e.tags,{name:t,rows:Uint32Array.from(n)}]}}function Ur(e,t,n){let r=e.tags.map(e=>e.name===t?{name:t,rows:Nr(e.rows,n)}:e);return{...e,tags:r.filter(e=>e.rows.length>0)}}function Wr(e,t,n){let r=e.tags.find(({name:e})=>e===t);return!r||t===n?e:e.tags.some(({name:e})=>e===n)?Hr({...e,tags:e.tags.filter(e=>e!==r)},n,r.rows):{...e,tags:e.tags.map(e=>e===r?{...e,name:n}:e)}}function Gr(e,t,n){let r=new Map(e.notes);return n.trim()===``?r.delete(t):r.set(t,n),{...e,notes:r}}function Kr(e,t,n=e.kept.length){return{...e,kept:e.kept.toSpliced(n,0,t)}}function qr(e,t,n,r){return{...e,kept:e.kept.map(e=>e===t?{...t,name:n,note:r}:e)}}function Jr(e,t){return{...e,kept:e.kept.filter(e=>e!==t)}}function Yr(e,t){let n=t[0].toUpperCase()+t.slice(1),r=new Set(e.kept.map(({name:e})=>e)),i=1;for(;r.has(`${n} ${i}`);)i++;return`${n} ${i}`}function Xr({tags:e,notes:t,kept:n}){return e.length===0&&t.size===0&&n.length===0}function Zr({tags:e,notes:t}){let n=Uint32Array.from(t.keys()).sort();return e.reduce((e,t)=>Mr(e,t.rows),n)}var Qr=1;function $r({name:e,model:t,items:n,projection:r,bounds:i}){return[`latlas-notes`,e,t.fingerprint,t.weights,n.count,r.name,...i].join(`|`)}function ei({tags:e,notes:t,kept:n}){return JSON.stringify({version:Qr,tags:e.map(({name:e,rows:t})=>[e,Rr(t)]),notes:[...t],kept:n.map(e=>e.kind===`selection`?{...e,rows:Rr(e.rows)}:e)})}function ti(e,t){try{let{version:n,tags:r,notes:i,kept:a}=JSON.parse(e);if(n!==Qr)return null;let o=e=>Number.isInteger(e)&&e>=0&&e<t;return{tags:r.map(([e,n])=>({name:ri(e),rows:ii(n,t)})),notes:new Map(i.map(([e,t])=>o(e)?[e,ri(t)]:ai())),kept:a.map(e=>ni(e,t))}}catch{return null}}function ni(e,t){let[n,r]=[ri(e.name),ri(e.note)];if(e.kind===`selection`)return{kind:`selection`,name:n,note:r,rows:ii(e.rows,t)};if(e.kind===`view`)return{kind:`view`,name:n,note:r,address:ri(e.address)};let i=e.at;return e.kind!==`place`||i.length!==2||!i.every(Number.isFinite)?ai():{kind:`place`,name:n,note:r,at:[i[0],i[1]]}}function ri(e){return typeof e==`string`?e:ai()}function ii(e,t){return zr(ri(e),t)??ai()}function ai(){throw TypeError(`not what encode writes`)}function oi(e,t,n){try{let r=e().getItem(t);if(r===null)return{work:Br,trouble:null};let i=ti(r,n);return i===null?(e().setItem(`${t}|unreadable`,r),{work:Br,trouble:`The notes that this browser kept could not be read; they were put aside.`}):{work:i,trouble:null}}catch(e){return{work:Br,trouble:ci(e)}}}function si(e,t,n){try{return Xr(n)?e().removeItem(t):e().setItem(t,ei(n)),null}catch(e){return ci(e)}}function ci(e){return`This browser does not keep your notes: ${e instanceof Error&&e.name===`QuotaExceededError`?`its storage is full`:`its storage is switched off`}. They last until you leave the page; save them as a file.`}var li=300,ui=()=>localStorage;function di(e){return oi(ui,$r(e),e.items.count)}function fi(e,t,n){let r=$r(n),i=t.work,a=0,o=!1,s=e=>{o||g(e,10),o=!0},c=()=>{clearTimeout(a);let{work:t}=e.get();if(t===i)return;i=t;let n=si(ui,r,t);n!==null&&s(n)};e.watch(e=>e.work,e=>{e!==i&&(clearTimeout(a),a=window.setTimeout(c,li))}),window.addEventListener(`pagehide`,c),window.addEventListener(`storage`,t=>{if(t.key!==r)return;let a=t.newValue===null?null:ti(t.newValue,n.items.count);a!==null&&e.set({work:i=a})}),t.trouble!==null&&s(t.trouble)}function pi(e,t){let n=new Uint8Array(t);for(let t of e)n[t]=1;return n}function mi(e){let t=[];for(let n=0;n<e.length;n++)e[n]!==0&&t.push(n);return t}function hi(e,t,n){if(n===`replace`)return mi(t);let r=pi(e,t.length);for(let e=0;e<t.length;e++)t[e]!==0&&(r[e]=+(n===`add`));return mi(r)}function gi(e,t){let n=t.slice();for(let t of e)n[t]=0;return mi(n)}function _i(e,t){if(t===null)return e;let n=new Uint8Array(e.length);for(let r of t)n[r]=e[r];return n}function vi(e,t,n,r){if(e.length>0)return(r===1?e.find(e=>e>(n??-1)):e.findLast(e=>e<(n??t.length)))??(r===1?e[0]:e[e.length-1]);let i=n??(r===1?-1:t.length);for(let e=0;e<t.length;e++)if(i=(i+r+t.length)%t.length,t[i]!==0)return i;return n}function yi(e){return e.join(`.`)}function bi(e,t){let n=(e??``).split(`.`).filter(e=>/^\d{1,9}$/.test(e)).map(Number).filter(e=>e<t),r=[...new Set(n)].sort((e,t)=>e-t);return r.length===0?null:r}var xi={write:({selection:e,only:t})=>[...e.length>0&&e.length<=50?[[`select`,yi(e)]]:[],...t!==null&&t.length>0&&t.length<=50?[[`only`,yi(t)]]:[]],read:(e,{count:t})=>({selection:bi(e.get(`select`),t)??[],only:bi(e.get(`only`),t)})},Si={groupA:{kind:`rest`},groupB:null,amount:1,applyAt:null,analogy:[null,null,null]};function Ci(e){return e.kind===`rest`?`rest`:e.kind===`rows`?`rows:${yi(e.rows)}`:e.kind===`category`?`${e.attribute}:${e.category}`:`${e.attribute}:${e.from}~${e.to}`}function wi(e,{attributes:t,count:n}){if(e===`rest`)return{kind:`rest`};let r=e.lastIndexOf(`:`),[i,a]=[e.slice(0,r),e.slice(r+1)];if(i===`rows`){let e=bi(a,n);return e&&{kind:`rows`,rows:e}}if(!t.has(i))return null;let o=a.split(`~`);if(o.length===2&&i.startsWith(`factor:`)){let[e,t]=o.map(Number);return o.every(e=>e.trim()!==``)&&Number.isFinite(e)&&Number.isFinite(t)&&e<=t?{kind:`range`,attribute:i,from:e,to:t}:null}let s=Number(a);return/^\d+$/.test(a)&&s<(t.get(i)??0)&&!i.startsWith(`factor:`)?{kind:`category`,attribute:i,category:s}:null}function Ti(e,t,n,r,i,a){if(e.kind===`rows`)return pi(e.rows,n);if(e.kind===`rest`)return t===null||t.kind===`rest`?new Uint8Array(n):Ti(t,null,n,r,i,a).map(e=>1-e);let o=new Uint8Array(n);if(e.kind===`category`){let t=r.find(({key:t})=>t===e.attribute)?.codes;for(let r=0;t&&r<n;r++)o[r]=Number(t[r]===e.category)}else{let t=i.findIndex(t=>`factor:${t}`===e.attribute);for(let r=0;a&&t>=0&&r<n;r++){let n=a[r*i.length+t];o[r]=Number(n>=e.from&&n<=e.to)}}return o}var Ei={write:({groupA:e,groupB:t,amount:n,applyAt:r,analogy:i})=>{let a=[],o=e=>e.kind!==`rows`||e.rows.length<=50;return e.kind!==`rest`&&o(e)&&a.push([`group-a`,Ci(e)]),t!==null&&o(t)&&a.push([`group-b`,Ci(t)]),n!==Si.amount&&a.push([`amount`,String(n)]),r!==null&&a.push([`apply`,r.map(e=>Number(e.toPrecision(6))).join(`,`)]),i.some(e=>e!==null)&&a.push([`analogy`,i.map(e=>e??``).join(`.`)]),a},read:(e,t)=>{let n=n=>wi(e.get(n)??``,t),r=Number(e.get(`amount`)??NaN),i=(e.get(`apply`)??``).split(`,`),[a,o]=i.map(Number),s=(e.get(`analogy`)??``).split(`.`).map(e=>/^\d{1,9}$/.test(e)&&Number(e)<t.count?Number(e):null);return{groupA:n(`group-a`)??Si.groupA,groupB:n(`group-b`),amount:Math.abs(r)<=2?r:Si.amount,applyAt:i.length===2&&i.every(e=>e.trim()!==``)&&Number.isFinite(a)&&Number.isFinite(o)?[a,o]:null,analogy:s.length===3?s:Si.analogy}}};function Di(e,{bounds:t,defaults:n}){let r=[];if(e.view!==null){let[n,i]=M(t,[e.view.x,e.view.y]);r.push(`at=${Number(n.toPrecision(7))},${Number(i.toPrecision(7))}`,`zoom=${Number(e.view.zoom.toFixed(3))}`)}e.colouring!==n.colouring&&r.push(`colour=${encodeURIComponent(e.colouring)}`);for(let[t,n]of Object.entries(e.hidden))r.push(`hide=${encodeURIComponent(t)}:${n.join(`.`)}`);return(e.background!==n.background||e.backgroundOpacity!==n.backgroundOpacity)&&r.push(`background=${e.background?``:`-`}${Number(e.backgroundOpacity.toFixed(2))}`),e.points||r.push(`points=0`),e.selected!==null&&r.push(`item=${e.selected}`),e.tool!==n.tool&&r.push(`tool=${e.tool}`),`#${r.join(`&`)}`}function Oi(e,{bounds:t,attributes:n,count:r,defaults:i,tools:a}){let o=new URLSearchParams(e.replace(/^#/,``)),s=(o.get(`at`)??``).split(`,`).map(Number),c=Number(o.get(`zoom`)??NaN),l=s.length===2&&s.every(Number.isFinite)&&Number.isFinite(c)&&Math.abs(c)<=14,[u,d]=l?N(t,[s[0],s[1]]):[0,0],f=o.get(`colour`)??i.colouring,p=/^(-?)(\d*\.?\d+)$/.exec(o.get(`background`)??``),m=Number(o.get(`item`)??NaN),h=o.get(`tool`)??i.tool;return{view:l?{x:u,y:d,zoom:c}:i.view,colouring:f===`none`||n.has(f)?f:i.colouring,hidden:ki(o.getAll(`hide`),n),background:p?p[1]===``:i.background,backgroundOpacity:p?Math.min(1,Number(p[2])):i.backgroundOpacity,points:o.get(`points`)!==`0`,selected:Number.isInteger(m)&&m>=0&&m<r?m:i.selected,tool:a.includes(h)?h:i.tool}}function ki(e,t){let n={};for(let r of e){let e=r.lastIndexOf(`:`),i=r.slice(0,e),a=r.slice(e+1).split(`.`).filter(e=>/^\d+$/.test(e)).map(Number),o=[...new Set(a)].filter(e=>e<(t.get(i)??0)).sort((e,t)=>e-t);o.length>0&&(n[i]=o)}return n}function Ai(e,t,n){let r=n.flatMap(n=>n.write(e,t)).map(([e,t])=>`${e}=${encodeURIComponent(t).replaceAll(`%2C`,`,`).replaceAll(`%3A`,`:`)}`),i=Di(e,t);return r.length===0?i:i+(i===`#`?``:`&`)+r.join(`&`)}function ji(e,t,n){let r=new URLSearchParams(e.replace(/^#/,``));return Object.assign({},...n.map(e=>e.read(r,t)),Oi(e,t))}var Mi=[1,2,4,8],Ni={difference:{signed:!0,gain:2},near:`latents`},Pi={write:({difference:{signed:e,gain:t},near:n})=>[...e!==Ni.difference.signed||t!==Ni.difference.gain?[[`difference`,`${e?`signed`:`absolute`}.${t}`]]:[],...n===Ni.near?[]:[[`near`,n]]],read:e=>{let[t,n]=(e.get(`difference`)??``).split(`.`);return{difference:(t===`signed`||t===`absolute`)&&Mi.some(e=>String(e)===n)?{signed:t===`signed`,gain:Number(n)}:Ni.difference,near:e.get(`near`)===`map`?`map`:Ni.near}}},Fi={stops:[],kind:`linear`,images:12},Ii={corners:[null,null,null,null],side:8};function Li(e,t,n){let r=e[t]??[];return zi(e,t,r.includes(n)?r.filter(e=>e!==n):[...r,n].sort((e,t)=>e-t))}function Ri(e,t,n,r){let i=Array.from({length:r},(e,t)=>t).filter(e=>e!==n),a=e[t]??[];return zi(e,t,a.length===i.length&&!a.includes(n)?[]:i)}function zi(e,t,n){let{[t]:r,...i}=e;return n.length===0?i:{...i,[t]:n}}function Bi(e){let t=e,n=[];return{get:()=>t,set(e){t={...t,...e};for(let e of n)e()},watch(e,r){let i=e(t);n.push(()=>{let n=e(t);Object.is(n,i)||(i=n,r(n,t))}),r(i,t)}}}function Vi(e,t,n,r=null){let i=r?.home??``,a=r===null?oe(e,t):Hi(r),o=r===null?di(e):null,s=o?.work??Br,c=Ar(a,s.tags,e.items.count),l={view:null,colouring:a[0]?.key??`none`,hidden:{},background:e.tiles!==null,backgroundOpacity:.5,points:!0,selected:null,tool:n.ids[0]},u=new Map(c.map(({key:e,categories:t})=>[e,t.length])),d={bounds:e.bounds,attributes:u,count:e.items.count,defaults:l,tools:n.ids},f=ji(r===null?location.hash:``,d,n.fields),p=M(e.bounds,f.view?[f.view.x,f.view.y]:[128,128]),h=Bi({selection:[],only:null,density:!1,pins:[],route:Fi,mix:Ii,work:s,tour:null,otherView:null,...Ni,...Si,...f,probe:p,neighbours:[],sampled:null,theme:m()});r===null&&Gi(h,d,n.fields),o!==null&&fi(h,o,e);let g=new Uint8Array,_=({hidden:t,only:n})=>void(g=_i(re(e.items.count,c,t),n));h.watch(e=>e.hidden,(e,t)=>_(t)),h.watch(e=>e.only,(e,t)=>_(t));let v=null;h.watch(e=>e.selection,t=>v=t.length===0?null:pi(t,e.items.count));let y=s.tags;h.watch(e=>e.work.tags,t=>{if(t===y)return;let{tag:n,...r}=h.get().hidden,i=n&&t.length<y.length?r:h.get().hidden;y=t,c=Ar(a,y,e.items.count);for(let{key:e,categories:t}of c)u.set(e,t.length);y.length===0&&u.delete(`tag`),_({hidden:i,only:h.get().only});let o=y.length===0&&h.get().colouring===`tag`;h.set(o?{hidden:i,colouring:l.colouring}:{hidden:i})});let b=()=>{},x=new Promise(e=>b=e),S=r===null?x:r.first.decoder.settled(),C=new gr(T(e)?S.then(()=>Wi(e,i)):null),w=qe(e.bounds,t.positions),ee=null;return{home:i,other:null,atlas:e,columns:t,items:new dr(e,t,i),get attributes(){return c},decoder:C,store:h,world:w,get grid(){return ee??=new Cr(w)},mask:()=>g,chosen:()=>v,address:(e={})=>Ai({...h.get(),...e},d,n.fields).slice(1),drawn:x,drew:b,onprobe:Ki(e,h,C),...Ui(h)}}function Hi({first:e,back:t}){return oe(e.atlas,e.columns).map(e=>({...e,codes:Uint16Array.from(t,t=>e.codes[t])}))}function Ui(e){let t=new Map;return{onclick:(e,n)=>void t.set(e,n),click:n=>t.get(e.get().tool)?.(n)??!1}}async function Wi(e,t){let n=e.projection.name!==`latent`&&e.projection.inverse,[r,i,a]=await Promise.all([o(`decoder.onnx`,t),n?o(`inverse.onnx`,t):null,n&&e.projection.placeRoundTrip!==null?o(`projection.onnx`,t):null]);return br({decoder:r,inverse:i,projection:a},e.items.latentDim)}function Gi(e,t,n){let r=0,i=location.hash;e.watch(e=>e,()=>{clearTimeout(r),r=window.setTimeout(()=>{if(location.hash!==i)return;let r=Ai(e.get(),t,n);r!==i&&(r!==`#`||i!==``)&&history.replaceState(null,``,r),i=location.hash},200)}),window.addEventListener(`hashchange`,()=>{location.hash!==i&&(i=location.hash,e.set(ji(i,t,n)))})}function Ki(e,t,n){let r=[];return(e.projection.name===`latent`||e.projection.inverse)&&t.watch(e=>e.probe,e=>{e!==null&&n.request(`probe`,`positions`,Float32Array.from(e),e=>r.forEach(t=>t(e)))}),e=>r.push(e)}function qi(e){let t=new Int32Array(e.length).fill(-1);for(let n=0;n<e.length;n++){let r=e[n];if(r<0||r>=e.length||t[r]!==-1)return null;t[r]=n}return t}var Ji=`compare/`;async function Yi(e,t){let n=await i(Ji),[a,o]=await Promise.all([w(n,Ji),ee(n,Ji)]),s=e.atlas.items.count,c=new Int32Array(await f(`rows.i32`,s*4,Ji)),l=qi(c);if(l===null||n.items.count!==s)throw new r(`${Ji}atlas/rows.i32 is damaged: it does not pair the items of the two atlases. Export them again.`);return{app:Vi(n,{...a,...o},t,{home:Ji,first:e,back:l}),rows:c,back:l}}var Xi=30,Zi=20,Qi=3e4,$i=6e4,ea=10,ta=160,na=5,ra=4,ia=28,aa=class{count;redraw;budget;moving=!1;changed=0;since=0;last=0;frames=[];drawn=!1;warm=0;constructor(e,t){this.count=e,this.redraw=t,this.budget=Math.min(e,$i),this.moved()}get shown(){return Math.min(this.count,this.moving?this.budget:this.budget*ea)}get sampling(){return!this.moving&&this.shown<this.count}moved(){this.changed=performance.now(),this.since=0,this.moving||(this.moving=!0,this.last=0,this.frames=[],requestAnimationFrame(e=>this.tick(e)))}drew(){this.drawn=!0}tick(e){this.last!==0&&this.drawn&&this.frames.push(e-this.last),this.frames.length===ra&&(this.budget=oa(this.budget,this.frames.reduce((e,t)=>e+t)/ra,this.count),this.frames=[]),this.last=e,this.drawn=!1;let t=this.warm++<ia&&this.budget<this.count;this.moving=t||e-this.changed<ta||++this.since<na,(t||!this.moving)&&this.redraw(),this.moving&&requestAnimationFrame(e=>this.tick(e))}};function oa(e,t,n){return t>Xi?Math.max(Math.min(Qi,n),Math.round(e*Math.max(.3,Xi/t))):t<Zi?Math.min(n,Math.round(e*2)):e}var sa=new Uint32Array([0,2,1,0,3,2]),ca=new Float32Array([0,1,0,0,1,0,1,1]);function la(e,t){if(!t)return ua(e);let n=Math.max(Math.abs(e[0][0]-e[3][0]),Math.abs(e[1][0]-e[2][0])),r=Math.max(Math.abs(e[1][1]-e[0][1]),Math.abs(e[2][1]-e[3][1])),i=Math.ceil(n/t)+1,a=Math.ceil(r/t)+1,o=(i-1)*(a-1)*6,s=new Uint32Array(o),c=new Float32Array(i*a*2),l=new Float64Array(i*a*3),u=0,d=0;for(let t=0;t<i;t++){let n=t/(i-1);for(let r=0;r<a;r++){let i=r/(a-1),o=da(e,n,i);l[u*3+0]=o[0],l[u*3+1]=o[1],l[u*3+2]=o[2]||0,c[u*2+0]=n,c[u*2+1]=1-i,t>0&&r>0&&(s[d++]=u-a,s[d++]=u-a-1,s[d++]=u-1,s[d++]=u-a,s[d++]=u-1,s[d++]=u),u++}}return{vertexCount:o,positions:l,indices:s,texCoords:c}}function ua(e){let t=new Float64Array(12);for(let n=0;n<e.length;n++)t[n*3+0]=e[n][0],t[n*3+1]=e[n][1],t[n*3+2]=e[n][2]||0;return{vertexCount:6,positions:t,indices:sa,texCoords:ca}}function da(e,t,n){return he(he(e[0],e[1],n),he(e[3],e[2],n),t)}var fa=`
struct BitmapUniforms {
  bounds: vec4<f32>,
  coordinateConversion: f32,
  desaturate: f32,
  tintColor: vec3<f32>,
  transparentColor: vec4<f32>,
};

@group(0) @binding(auto) var<uniform> bitmap: BitmapUniforms;
@group(0) @binding(auto) var bitmapTexture: texture_2d<f32>;
@group(0) @binding(auto) var bitmapTextureSampler: sampler;
`,pa=`layout(std140) uniform bitmapUniforms {
  vec4 bounds;
  float coordinateConversion;
  float desaturate;
  vec3 tintColor;
  vec4 transparentColor;
} bitmap;
`,ma={name:`bitmap`,source:fa,vs:pa,fs:pa,uniformTypes:{bounds:`vec4<f32>`,coordinateConversion:`f32`,desaturate:`f32`,tintColor:`vec3<f32>`,transparentColor:`vec4<f32>`}},ha=`struct Attributes {
  @location(0) positions: vec3<f32>,
  @location(1) positions64Low: vec3<f32>,
  @location(2) texCoords: vec2<f32>,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vTexCoord: vec2<f32>,
  @location(1) vTexPos: vec2<f32>,
  @location(2) pickingColor: vec3<f32>,
  @location(3) pickingDepth: f32,
};

// from degrees to Web Mercator
fn lnglat_to_mercator(lnglat: vec2<f32>) -> vec2<f32> {
  let x = lnglat.x;
  let y = clamp(lnglat.y, -89.9, 89.9);
  return vec2<f32>(
    radians(x) + PI,
    PI + log(tan(PI * 0.25 + radians(y) * 0.5))
  ) * WORLD_SCALE;
}

// from Web Mercator to degrees
fn mercator_to_lnglat(xy: vec2<f32>) -> vec2<f32> {
  let position = xy / WORLD_SCALE;
  return degrees(vec2<f32>(
    position.x - PI,
    atan(exp(position.y - PI)) * 2.0 - PI * 0.5
  ));
}

fn color_desaturate(colorValue: vec3<f32>) -> vec3<f32> {
  let luminance = (colorValue.r + colorValue.g + colorValue.b) * 0.333333333;
  return mix(colorValue, vec3<f32>(luminance), bitmap.desaturate);
}

fn color_tint(colorValue: vec3<f32>) -> vec3<f32> {
  return colorValue * bitmap.tintColor;
}

fn apply_opacity(colorValue: vec3<f32>, alpha: f32) -> vec4<f32> {
  if (bitmap.transparentColor.a == 0.0) {
    return vec4<f32>(colorValue, alpha);
  }
  let blendedAlpha = alpha + bitmap.transparentColor.a * (1.0 - alpha);
  let highLightRatio = alpha / blendedAlpha;
  let blendedRGB = mix(bitmap.transparentColor.rgb, colorValue, highLightRatio);
  return vec4<f32>(blendedRGB, blendedAlpha);
}

fn getUV(position: vec2<f32>) -> vec2<f32> {
  return vec2<f32>(
    (position.x - bitmap.bounds[0]) / (bitmap.bounds[2] - bitmap.bounds[0]),
    (position.y - bitmap.bounds[3]) / (bitmap.bounds[1] - bitmap.bounds[3])
  );
}

// Pack the top 12 bits of two normalized floats into three 8-bit values.
fn packUVsIntoRGB(uv: vec2<f32>) -> vec3<f32> {
  let uv8bit = floor(uv * 256.0);
  let uvFraction = fract(uv * 256.0);
  let uvFraction4bit = floor(uvFraction * 16.0);
  let fractions = uvFraction4bit.x + uvFraction4bit.y * 16.0;
  return vec3<f32>(uv8bit, fractions) / 255.0;
}

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var output: Varyings;
  geometry.worldPosition = attributes.positions;
  geometry.uv = attributes.texCoords;
  geometry.pickingColor = picking_getPickingColorFromIndex(0u);

  let projectedPosition = project_position_to_clipspace_and_commonspace(
    attributes.positions,
    attributes.positions64Low,
    vec3<f32>(0.0)
  );
  geometry.position = projectedPosition.commonPosition;
  output.position = projectedPosition.clipPosition;
  output.vTexCoord = attributes.texCoords;
  output.vTexPos = vec2<f32>(0.0);
  output.pickingColor = geometry.pickingColor;
  output.pickingDepth = output.position.z / output.position.w;

  if (bitmap.coordinateConversion < -0.5) {
    output.vTexPos = geometry.position.xy + project.commonOrigin.xy;
  } else if (bitmap.coordinateConversion > 0.5) {
    output.vTexPos = geometry.worldPosition.xy;
  }

  return output;
}

@fragment
fn fragmentMain(input: Varyings) -> @location(0) vec4<f32> {
  var uv = input.vTexCoord;
  if (bitmap.coordinateConversion < -0.5) {
    uv = getUV(mercator_to_lnglat(input.vTexPos));
  } else if (bitmap.coordinateConversion > 0.5) {
    uv = getUV(lnglat_to_mercator(input.vTexPos));
  }

  let bitmapColor = textureSample(bitmapTexture, bitmapTextureSampler, uv);
  var fragColor = apply_opacity(
    color_tint(color_desaturate(bitmapColor.rgb)),
    bitmapColor.a * layer.opacity
  );

  geometry.uv = uv;

  if (picking.isActive > 0.5) {
    if (picking.isAttribute > 0.5) {
      return vec4<f32>(input.pickingDepth, 0.0, 0.0, 1.0);
    }
    return vec4<f32>(packUVsIntoRGB(uv), 1.0);
  }

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(input.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return deckgl_premultiplied_alpha(fragColor);
}
`,ga=`#version 300 es
#define SHADER_NAME bitmap-layer-vertex-shader

in vec2 texCoords;
in vec3 positions;
in vec3 positions64Low;

out vec2 vTexCoord;
out vec2 vTexPos;

const vec3 pickingColor = vec3(1.0, 0.0, 0.0);

void main(void) {
  geometry.worldPosition = positions;
  geometry.uv = texCoords;
  geometry.pickingColor = pickingColor;

  gl_Position = project_position_to_clipspace(positions, positions64Low, vec3(0.0), geometry.position);
  DECKGL_FILTER_GL_POSITION(gl_Position, geometry);

  vTexCoord = texCoords;

  if (bitmap.coordinateConversion < -0.5) {
    vTexPos = geometry.position.xy + project.commonOrigin.xy;
  } else if (bitmap.coordinateConversion > 0.5) {
    vTexPos = geometry.worldPosition.xy;
  }

  vec4 color = vec4(0.0);
  DECKGL_FILTER_COLOR(color, geometry);
}
`,_a=`#version 300 es
#define SHADER_NAME bitmap-layer-fragment-shader

#ifdef GL_ES
precision highp float;
#endif

uniform sampler2D bitmapTexture;

in vec2 vTexCoord;
in vec2 vTexPos;

out vec4 fragColor;

/* projection utils */
const float TILE_SIZE = 512.0;
const float PI = 3.1415926536;
const float WORLD_SCALE = TILE_SIZE / PI / 2.0;

// from degrees to Web Mercator
vec2 lnglat_to_mercator(vec2 lnglat) {
  float x = lnglat.x;
  float y = clamp(lnglat.y, -89.9, 89.9);
  return vec2(
    radians(x) + PI,
    PI + log(tan(PI * 0.25 + radians(y) * 0.5))
  ) * WORLD_SCALE;
}

// from Web Mercator to degrees
vec2 mercator_to_lnglat(vec2 xy) {
  xy /= WORLD_SCALE;
  return degrees(vec2(
    xy.x - PI,
    atan(exp(xy.y - PI)) * 2.0 - PI * 0.5
  ));
}
/* End projection utils */

// apply desaturation
vec3 color_desaturate(vec3 color) {
  float luminance = (color.r + color.g + color.b) * 0.333333333;
  return mix(color, vec3(luminance), bitmap.desaturate);
}

// apply tint
vec3 color_tint(vec3 color) {
  return color * bitmap.tintColor;
}

// blend with background color
vec4 apply_opacity(vec3 color, float alpha) {
  if (bitmap.transparentColor.a == 0.0) {
    return vec4(color, alpha);
  }
  float blendedAlpha = alpha + bitmap.transparentColor.a * (1.0 - alpha);
  float highLightRatio = alpha / blendedAlpha;
  vec3 blendedRGB = mix(bitmap.transparentColor.rgb, color, highLightRatio);
  return vec4(blendedRGB, blendedAlpha);
}

vec2 getUV(vec2 pos) {
  return vec2(
    (pos.x - bitmap.bounds[0]) / (bitmap.bounds[2] - bitmap.bounds[0]),
    (pos.y - bitmap.bounds[3]) / (bitmap.bounds[1] - bitmap.bounds[3])
  );
}


vec3 packUVsIntoRGB(vec2 uv) {
  // Extract the top 8 bits. We want values to be truncated down so we can add a fraction
  vec2 uv8bit = floor(uv * 256.);

  // Calculate the normalized remainders of u and v parts that do not fit into 8 bits
  // Scale and clamp to 0-1 range
  vec2 uvFraction = fract(uv * 256.);
  vec2 uvFraction4bit = floor(uvFraction * 16.);

  // Remainder can be encoded in blue channel, encode as 4 bits for pixel coordinates
  float fractions = uvFraction4bit.x + uvFraction4bit.y * 16.;

  return vec3(uv8bit, fractions) / 255.;
}


void main(void) {
  vec2 uv = vTexCoord;
  if (bitmap.coordinateConversion < -0.5) {
    vec2 lnglat = mercator_to_lnglat(vTexPos);
    uv = getUV(lnglat);
  } else if (bitmap.coordinateConversion > 0.5) {
    vec2 commonPos = lnglat_to_mercator(vTexPos);
    uv = getUV(commonPos);
  }
  vec4 bitmapColor = texture(bitmapTexture, uv);

  fragColor = apply_opacity(color_tint(color_desaturate(bitmapColor.rgb)), bitmapColor.a * layer.opacity);

  geometry.uv = uv;
  DECKGL_FILTER_COLOR(fragColor, geometry);

  if (bool(picking.isActive) && !bool(picking.isAttribute)) {
    // Since instance information is not used, we can use picking color for pixel index
    fragColor.rgb = packUVsIntoRGB(uv);
  }
}
`,va={image:{type:`image`,value:null,async:!0},bounds:{type:`array`,value:[1,0,0,1],compare:!0},_imageCoordinateSystem:`default`,desaturate:{type:`number`,min:0,max:1,value:0},transparentColor:{type:`color`,value:[0,0,0,0]},tintColor:{type:`color`,value:[255,255,255]},textureParameters:{type:`object`,ignore:!0,value:null}},ya=class extends se{getShaders(){return super.getShaders({vs:ga,fs:_a,source:ha,modules:[Gn,Kn,O,ma]})}initializeState(){this.getAttributeManager().add({indices:{size:1,isIndexed:!0,update:e=>e.value=this.state.mesh.indices,noAlloc:!0},positions:{size:3,type:`float64`,fp64:this.use64bitPositions(),update:e=>e.value=this.state.mesh.positions,noAlloc:!0},texCoords:{size:2,update:e=>e.value=this.state.mesh.texCoords,noAlloc:!0}})}updateState({props:e,oldProps:t,changeFlags:n}){let r=this.getAttributeManager();if(n.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),r.invalidateAll()),e.bounds!==t.bounds){let e=this.state.mesh,t=this._createMesh();this.state.model.setVertexCount(t.vertexCount);for(let n in t)e&&e[n]!==t[n]&&r.invalidate(n);this.setState({mesh:t,...this._getCoordinateUniforms()})}else e._imageCoordinateSystem!==t._imageCoordinateSystem&&this.setState(this._getCoordinateUniforms())}getPickingInfo(e){let{image:t}=this.props,n=e.info;if(!n.color||!t)return n.bitmap=null,n;let{width:r,height:i}=t;n.index=0;let a=ba(n.color);return n.bitmap={size:{width:r,height:i},uv:a,pixel:[Math.floor(a[0]*r),Math.floor(a[1]*i)]},n}disablePickingIndex(){this.setState({disablePicking:!0})}restorePickingColors(){this.setState({disablePicking:!1})}_updateAutoHighlight(e){super._updateAutoHighlight({...e,color:this.encodePickingColor(0)})}_createMesh(){let{bounds:e}=this.props,t=e;return xa(e)&&(t=[[e[0],e[1]],[e[0],e[3]],[e[2],e[3]],[e[2],e[1]]]),la(t,this.context.viewport.resolution)}_getModel(){let e=this.context.device.type===`webgpu`?this.getAttributeManager().getBufferLayouts({isInstanced:!1}).filter(e=>e.name!==`indices`):this.getAttributeManager().getBufferLayouts();return new k(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:e,topology:`triangle-list`,isInstanced:!1})}draw(e){let{shaderModuleProps:t}=e,{model:n,coordinateConversion:r,bounds:i,disablePicking:a}=this.state,{image:o,desaturate:s,transparentColor:c,tintColor:l}=this.props;if(!(t.picking.isActive&&a)&&o&&n){let e={bitmapTexture:o,bounds:i,coordinateConversion:r,desaturate:s,tintColor:l.slice(0,3).map(e=>e/255),transparentColor:c.map(e=>e/255)};n.shaderInputs.setProps({bitmap:e}),n.draw(this.context.renderPass)}}_getCoordinateUniforms(){let{_imageCoordinateSystem:e}=this.props;if(e!=="default"){let{bounds:t}=this.props;if(!xa(t))throw Error(`_imageCoordinateSystem only supports rectangular bounds`);let n=this.context.viewport.resolution?`lnglat`:`cartesian`;if(e=e===`lnglat`?`lnglat`:`cartesian`,e===`lnglat`&&n===`cartesian`)return{coordinateConversion:-1,bounds:t};if(e===`cartesian`&&n===`lnglat`){let e=Re([t[0],t[1]]),n=Re([t[2],t[3]]);return{coordinateConversion:1,bounds:[e[0],e[1],n[0],n[1]]}}}return{coordinateConversion:0,bounds:[0,0,0,0]}}};ya.layerName=`BitmapLayer`,ya.defaultProps=va;function ba(e){let[t,n,r]=e,i=(r&240)/256;return[(t+(r&15)/16)/256,(n+i)/256]}function xa(e){return Number.isFinite(e[0])}var Sa=`layout(std140) uniform iconUniforms {
  float sizeScale;
  vec2 iconsTextureDim;
  float sizeBasis;
  float sizeMinPixels;
  float sizeMaxPixels;
  bool billboard;
  highp int sizeUnits;
  float alphaCutoff;
} icon;
`,Ca={name:`icon`,vs:Sa,fs:Sa,uniformTypes:{sizeScale:`f32`,iconsTextureDim:`vec2<f32>`,sizeBasis:`f32`,sizeMinPixels:`f32`,sizeMaxPixels:`f32`,billboard:`f32`,sizeUnits:`i32`,alphaCutoff:`f32`}},wa=`#version 300 es
#define SHADER_NAME icon-layer-vertex-shader
in vec2 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceSizes;
in float instanceAngles;
in vec4 instanceColors;
#ifdef USE_ROW_INDEXES
in float rowIndexes;
#endif
in vec4 instanceIconFrames;
in float instanceColorModes;
in vec2 instanceOffsets;
in vec2 instancePixelOffset;
out float vColorMode;
out vec4 vColor;
out vec2 vTextureCoords;
out vec2 uv;
vec2 rotate_by_angle(vec2 vertex, float angle) {
float angle_radian = angle * PI / 180.0;
float cos_angle = cos(angle_radian);
float sin_angle = sin(angle_radian);
mat2 rotationMatrix = mat2(cos_angle, -sin_angle, sin_angle, cos_angle);
return rotationMatrix * vertex;
}
void main(void) {
geometry.worldPosition = instancePositions;
geometry.uv = positions;
#ifdef USE_ROW_INDEXES
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
#else
geometry.pickingColor = picking_getPickingColorFromInstanceID();
#endif
uv = positions;
vec2 iconSize = instanceIconFrames.zw;
float sizePixels = clamp(
project_size_to_pixel(instanceSizes * icon.sizeScale, icon.sizeUnits),
icon.sizeMinPixels, icon.sizeMaxPixels
);
float iconConstraint = icon.sizeBasis == 0.0 ? iconSize.x : iconSize.y;
float instanceScale = iconConstraint == 0.0 ? 0.0 : sizePixels / iconConstraint;
vec2 pixelOffset = positions / 2.0 * iconSize + instanceOffsets;
pixelOffset = rotate_by_angle(pixelOffset, instanceAngles) * instanceScale;
pixelOffset += instancePixelOffset;
pixelOffset.y *= -1.0;
if (icon.billboard)  {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = vec3(pixelOffset, 0.0);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset_common = vec3(project_pixel_size(pixelOffset), 0.0);
DECKGL_FILTER_SIZE(offset_common, geometry);
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset_common, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
vTextureCoords = mix(
instanceIconFrames.xy,
instanceIconFrames.xy + iconSize,
(positions.xy + 1.0) / 2.0
) / icon.iconsTextureDim;
vColor = instanceColors;
DECKGL_FILTER_COLOR(vColor, geometry);
vColorMode = instanceColorModes;
}
`,Ta=`#version 300 es
#define SHADER_NAME icon-layer-fragment-shader
precision highp float;
uniform sampler2D iconsTexture;
in float vColorMode;
in vec4 vColor;
in vec2 vTextureCoords;
in vec2 uv;
out vec4 fragColor;
void main(void) {
geometry.uv = uv;
vec4 texColor = texture(iconsTexture, vTextureCoords);
vec3 color = mix(texColor.rgb, vColor.rgb, vColorMode);
float a = texColor.a * layer.opacity * vColor.a;
if (a < icon.alphaCutoff) {
discard;
}
fragColor = vec4(color, a);
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`,Ea=`struct IconUniforms {
  sizeScale: f32,
  iconsTextureDim: vec2<f32>,
  sizeBasis: f32,
  sizeMinPixels: f32,
  sizeMaxPixels: f32,
  billboard: i32,
  sizeUnits: i32,
  alphaCutoff: f32
};

@group(0) @binding(auto) var<uniform> icon: IconUniforms;
@group(0) @binding(auto) var iconsTexture : texture_2d<f32>;
@group(0) @binding(auto) var iconsTextureSampler : sampler;

fn rotate_by_angle(vertex: vec2<f32>, angle_deg: f32) -> vec2<f32> {
  let angle_radian = angle_deg * PI / 180.0;
  let c = cos(angle_radian);
  let s = sin(angle_radian);
  let rotation = mat2x2<f32>(vec2<f32>(c, s), vec2<f32>(-s, c));
  return rotation * vertex;
}

struct Attributes {
  @builtin(instance_index) instanceIndex : u32,
  @location(0) positions: vec2<f32>,

  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceSizes: f32,
  @location(4) instanceAngles: f32,
  @location(5) instanceColors: vec4<f32>,
  @location(6) instanceIconFrames: vec4<f32>,
  @location(7) instanceColorModes: f32,
  @location(8) instanceOffsets: vec2<f32>,
  @location(9) instancePixelOffset: vec2<f32>,
  PICKING_COLOR_ATTRIBUTE
};

struct Varyings {
  @builtin(position) position: vec4<f32>,

  @location(0) vColorMode: f32,
  @location(1) vColor: vec4<f32>,
  @location(2) vTextureCoords: vec2<f32>,
  @location(3) uv: vec2<f32>,
  @location(4) pickingColor: vec3<f32>,
};

@vertex
fn vertexMain(inp: Attributes) -> Varyings {
  // write geometry fields used by filters + FS
  geometry.worldPosition = inp.instancePositions;
  geometry.uv = inp.positions;
  geometry.pickingColor = PICKING_COLOR_VALUE;

  var outp: Varyings;
  outp.uv = inp.positions;

  let iconSize = inp.instanceIconFrames.zw;

  // convert size in meters to pixels, then clamp
  let sizePixels = clamp(
    project_unit_size_to_pixel(inp.instanceSizes * icon.sizeScale, icon.sizeUnits),
    icon.sizeMinPixels, icon.sizeMaxPixels
  );

  // scale icon height to match instanceSize
  let iconConstraint = select(iconSize.y, iconSize.x, icon.sizeBasis == 0.0);
  let instanceScale = select(sizePixels / iconConstraint, 0.0, iconConstraint == 0.0);

  // scale and rotate vertex in "pixel" units; then add per-instance pixel offset
  var pixelOffset = inp.positions / 2.0 * iconSize + inp.instanceOffsets;
  pixelOffset = rotate_by_angle(pixelOffset, inp.instanceAngles) * instanceScale;
  pixelOffset = pixelOffset + inp.instancePixelOffset;
  pixelOffset.y = pixelOffset.y * -1.0;

  if (icon.billboard != 0) {
    var pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, vec3<f32>(0.0)); // TODO, &geometry.position);
    // DECKGL_FILTER_GL_POSITION(pos, geometry);

    var offset = vec3<f32>(pixelOffset, 0.0);
    // DECKGL_FILTER_SIZE(offset, geometry);
    let clipOffset = project_pixel_size_to_clipspace(offset.xy);
    pos = vec4<f32>(pos.x + clipOffset.x, pos.y + clipOffset.y, pos.z, pos.w);
    outp.position = pos;
  } else {
    var offset_common = vec3<f32>(project_pixel_size_vec2(pixelOffset), 0.0);
    // DECKGL_FILTER_SIZE(offset_common, geometry);
    var pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, offset_common); // TODO, &geometry.position);
    // DECKGL_FILTER_GL_POSITION(pos, geometry);
    outp.position = pos;
  }

  let uvMix = (inp.positions.xy + vec2<f32>(1.0, 1.0)) * 0.5;
  outp.vTextureCoords = mix(inp.instanceIconFrames.xy, inp.instanceIconFrames.xy + iconSize, uvMix) / icon.iconsTextureDim;

  outp.vColor = inp.instanceColors;
  // DECKGL_FILTER_COLOR(outp.vColor, geometry);

  outp.vColorMode = inp.instanceColorModes;
  outp.pickingColor = geometry.pickingColor;

  return outp;
}

@fragment
fn fragmentMain(inp: Varyings) -> @location(0) vec4<f32> {
  // expose to deck.gl filter hooks
  geometry.uv = inp.uv;

  let texColor = textureSample(iconsTexture, iconsTextureSampler, inp.vTextureCoords);

  // if colorMode == 0, use pixel color from the texture
  // if colorMode == 1 (or picking), use texture as transparency mask
  let rgb = mix(texColor.rgb, inp.vColor.rgb, inp.vColorMode);
  let a = texColor.a * layer.opacity * inp.vColor.a;

  if (a < icon.alphaCutoff) {
    discard;
  }

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(inp.pickingColor)) {
      discard;
    }
    return vec4<f32>(inp.pickingColor, 1.0);
  }

  var fragColor = deckgl_premultiplied_alpha(vec4<f32>(rgb, a));

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(inp.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return fragColor;
}
`;function Da(e){return Ea.replace(`PICKING_COLOR_ATTRIBUTE`,e?`@location(10) rowIndexes: u32,`:``).replace(`PICKING_COLOR_VALUE`,e?`picking_getPickingColorFromIndex(inp.rowIndexes)`:`picking_getPickingColorFromIndex(inp.instanceIndex)`)}var Oa=1024,ka=4,Aa=()=>{},ja={minFilter:`linear`,mipmapFilter:`linear`,magFilter:`linear`,addressModeU:`clamp-to-edge`,addressModeV:`clamp-to-edge`},Ma={x:0,y:0,width:0,height:0};function Na(e){return 2**Math.ceil(Math.log2(e))}function Pa(e,t,n,r){let i=Math.min(n/t.width,r/t.height),a=Math.floor(t.width*i),o=Math.floor(t.height*i);return i===1?{image:t,width:a,height:o}:(e.canvas.height=o,e.canvas.width=a,e.clearRect(0,0,a,o),e.drawImage(t,0,0,t.width,t.height,0,0,a,o),{image:e.canvas,width:a,height:o})}function Fa(e){return e&&(e.id||e.url)}function Ia(e){let{device:t}=e;t.type===`webgl`?e.generateMipmapsWebGL():t.type===`webgpu`&&t.generateMipmapsWebGPU(e)}function La(e,t,n,r){let{width:i,height:a,device:o}=e,s=o.createTexture({format:`rgba8unorm`,width:t,height:n,sampler:r,mipLevels:o.getMipLevelCount(t,n)}),c=o.createCommandEncoder();c.copyTextureToTexture({sourceTexture:e,destinationTexture:s,width:i,height:a});let l=c.finish();return o.submit(l),Ia(s),e.destroy(),s}function Ra(e,t,n){for(let r=0;r<t.length;r++){let{icon:i,xOffset:a}=t[r],o=Fa(i);e[o]={...i,x:a,y:n}}}function za({icons:e,buffer:t,mapping:n={},xOffset:r=0,yOffset:i=0,rowHeight:a=0,canvasWidth:o}){let s=[];for(let c=0;c<e.length;c++){let l=e[c];if(!n[Fa(l)]){let{height:e,width:c}=l;r+c+t>o&&(Ra(n,s,i),r=0,i=a+i+t,a=0,s=[]),s.push({icon:l,xOffset:r}),r=r+c+t,a=Math.max(a,e)}}return s.length>0&&Ra(n,s,i),{mapping:n,rowHeight:a,xOffset:r,yOffset:i,canvasWidth:o,canvasHeight:Na(a+i+t)}}function Ba(e,t,n){if(!e||!t)return null;n||={};let r={},{iterable:i,objectInfo:a}=fe(e);for(let e of i){a.index++;let i=t(e,a),o=Fa(i);if(!i)throw Error(`Icon is missing.`);if(!i.url)throw Error(`Icon url is missing.`);r[o]||n[o]&&i.url===n[o].url||(r[o]={...i,source:e,sourceIndex:a.index})}return r}var Va=class{constructor(e,{onUpdate:t=Aa,onError:n=Aa}){this._loadOptions=null,this._texture=null,this._externalTexture=null,this._mapping={},this._samplerParameters=null,this._pendingCount=0,this._autoPacking=!1,this._xOffset=0,this._yOffset=0,this._rowHeight=0,this._buffer=ka,this._canvasWidth=Oa,this._canvasHeight=0,this._canvas=null,this.device=e,this.onUpdate=t,this.onError=n}finalize(){this._texture?.delete()}getTexture(){return this._texture||this._externalTexture}getIconMapping(e){let t=this._autoPacking?Fa(e):e;return this._mapping[t]||Ma}setProps({loadOptions:e,autoPacking:t,iconAtlas:n,iconMapping:r,textureParameters:i}){e&&(this._loadOptions=e),t!==void 0&&(this._autoPacking=t),r&&(this._mapping=r),n&&(this._texture?.delete(),this._texture=null,this._externalTexture=n),i&&(this._samplerParameters=i)}get isLoaded(){return this._pendingCount===0}packIcons(e,t){if(!this._autoPacking||typeof document>`u`)return;let n=Object.values(Ba(e,t,this._mapping)||{});if(n.length>0){let{mapping:e,xOffset:t,yOffset:r,rowHeight:i,canvasHeight:a}=za({icons:n,buffer:this._buffer,canvasWidth:this._canvasWidth,mapping:this._mapping,rowHeight:this._rowHeight,xOffset:this._xOffset,yOffset:this._yOffset});this._rowHeight=i,this._mapping=e,this._xOffset=t,this._yOffset=r,this._canvasHeight=a,this._texture||=this.device.createTexture({format:`rgba8unorm`,data:null,width:this._canvasWidth,height:this._canvasHeight,sampler:this._samplerParameters||ja,mipLevels:this.device.getMipLevelCount(this._canvasWidth,this._canvasHeight)}),this._texture.height!==this._canvasHeight&&(this._texture=La(this._texture,this._canvasWidth,this._canvasHeight,this._samplerParameters||ja)),this.onUpdate(!0),this._canvas=this._canvas||document.createElement(`canvas`),this._loadIcons(n)}}_loadIcons(e){let t=this._canvas.getContext(`2d`,{willReadFrequently:!0});for(let n of e)this._pendingCount++,Me(n.url,this._loadOptions).then(e=>{let r=Fa(n),i=this._mapping[r],{x:a,y:o,width:s,height:c}=i,{image:l,width:u,height:d}=Pa(t,e,s,c),f=a+(s-u)/2,p=o+(c-d)/2;this._texture?.copyExternalImage({image:l,x:f,y:p,width:u,height:d}),i.x=f,i.y=p,i.width=u,i.height=d,this._texture&&Ia(this._texture),this.onUpdate(u!==s||d!==c)}).catch(e=>{this.onError({url:n.url,source:n.source,sourceIndex:n.sourceIndex,loadOptions:this._loadOptions,error:e})}).finally(()=>{this._pendingCount--})}},Ha=[0,0,0,255],Ua={iconAtlas:{type:`image`,value:null,async:!0},iconMapping:{type:`object`,value:{},async:!0},sizeScale:{type:`number`,value:1,min:0},billboard:!0,sizeUnits:`pixels`,sizeBasis:`height`,sizeMinPixels:{type:`number`,min:0,value:0},sizeMaxPixels:{type:`number`,min:0,value:2**53-1},alphaCutoff:{type:`number`,value:.05,min:0,max:1},getPosition:{type:`accessor`,value:e=>e.position},getIcon:{type:`accessor`,value:e=>e.icon},getColor:{type:`accessor`,value:Ha},getSize:{type:`accessor`,value:1},getAngle:{type:`accessor`,value:0},getPixelOffset:{type:`accessor`,value:[0,0]},onIconError:{type:`function`,value:null,optional:!0},textureParameters:{type:`object`,ignore:!0,value:null}},Wa=class extends se{getShaders(){let e=!!this.props.data?.attributes?.rowIndexes;return super.getShaders({vs:wa,fs:Ta,source:Da(e),defines:e?{USE_ROW_INDEXES:!0}:{},modules:[Kn,Gn,O,Ca]})}initializeState(){this.state={iconManager:new Va(this.context.device,{onUpdate:this._onUpdate.bind(this),onError:this._onError.bind(this)})},this.getAttributeManager().addInstanced({instancePositions:{size:3,type:`float64`,fp64:this.use64bitPositions(),transition:!0,accessor:`getPosition`},instanceSizes:{size:1,transition:!0,bufferGroup:`icon-instance-data`,accessor:`getSize`,defaultValue:1},instanceIconDefs:{size:7,bufferGroup:`icon-instance-data`,accessor:`getIcon`,transform:this.getInstanceIconDef,shaderAttributes:{instanceOffsets:{size:2,elementOffset:0},instanceIconFrames:{size:4,elementOffset:2},instanceColorModes:{size:1,elementOffset:6}}},instanceColors:{size:this.props.colorFormat.length,type:`unorm8`,transition:!0,bufferGroup:`icon-instance-data`,accessor:`getColor`,defaultValue:Ha},instanceAngles:{size:1,transition:!0,bufferGroup:`icon-instance-data`,accessor:`getAngle`},instancePixelOffset:{size:2,transition:!0,bufferGroup:`icon-instance-data`,accessor:`getPixelOffset`},...this.props.data?.attributes?.rowIndexes?{rowIndexes:{size:1,type:`uint32`,noAlloc:!0}}:{}})}updateState(e){super.updateState(e);let{props:t,oldProps:n,changeFlags:r}=e,i=this.getAttributeManager(),{iconAtlas:a,iconMapping:o,data:s,getIcon:c,textureParameters:l}=t,{iconManager:u}=this.state;if(typeof a==`string`)return;let d=a||this.internalState.isAsyncPropLoading(`iconAtlas`);u.setProps({loadOptions:t.loadOptions,autoPacking:!d,iconAtlas:a,iconMapping:d?o:null,textureParameters:l}),d?n.iconMapping!==t.iconMapping&&i.invalidate(`getIcon`):(r.dataChanged||r.updateTriggersChanged&&(r.updateTriggersChanged.all||r.updateTriggersChanged.getIcon))&&u.packIcons(s,c),r.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),i.invalidateAll())}get isLoaded(){return super.isLoaded&&this.state.iconManager.isLoaded}finalizeState(e){super.finalizeState(e),this.state.iconManager.finalize()}draw({uniforms:e}){this._drawModel(this.state.model)}_drawModel(e){let{sizeScale:t,sizeBasis:n,sizeMinPixels:r,sizeMaxPixels:i,sizeUnits:a,billboard:o,alphaCutoff:s}=this.props,{iconManager:c}=this.state,l=c.getTexture();if(l){let c={iconsTexture:l,iconsTextureDim:[l.width,l.height],sizeUnits:Ve[a],sizeScale:t,sizeBasis:+(n===`height`),sizeMinPixels:r,sizeMaxPixels:i,billboard:o,alphaCutoff:s};e.shaderInputs.setProps({icon:c}),e.draw(this.context.renderPass)}}_getModel(e=this.props.id){let t=[-1,-1,1,-1,-1,1,1,1];return new k(this.context.device,{...this.getShaders(),id:e,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new ae({topology:`triangle-strip`,attributes:{positions:{size:2,value:new Float32Array(t)}}}),isInstanced:!0})}_onUpdate(e){e?(this.getAttributeManager()?.invalidate(`getIcon`),this.setNeedsUpdate()):this.setNeedsRedraw()}_onError(e){let t=this.getCurrentLayer()?.props.onIconError;t?t(e):j.error(e.error.message)()}getInstanceIconDef(e){let{x:t,y:n,width:r,height:i,mask:a,anchorX:o=r/2,anchorY:s=i/2}=this.state.iconManager.getIconMapping(e);return[r/2-o,i/2-s,t,n,r,i,+!!a]}};Wa.defaultProps=Ua,Wa.layerName=`IconLayer`;var Ga=`layout(std140) uniform scatterplotUniforms {
  float radiusScale;
  float radiusMinPixels;
  float radiusMaxPixels;
  float lineWidthScale;
  float lineWidthMinPixels;
  float lineWidthMaxPixels;
  float stroked;
  float filled;
  bool antialiasing;
  bool billboard;
  highp int radiusUnits;
  highp int lineWidthUnits;
} scatterplot;
`,Ka={name:`scatterplot`,vs:Ga,fs:Ga,source:``,uniformTypes:{radiusScale:`f32`,radiusMinPixels:`f32`,radiusMaxPixels:`f32`,lineWidthScale:`f32`,lineWidthMinPixels:`f32`,lineWidthMaxPixels:`f32`,stroked:`f32`,filled:`f32`,antialiasing:`f32`,billboard:`f32`,radiusUnits:`i32`,lineWidthUnits:`i32`}},qa=`#version 300 es
#define SHADER_NAME scatterplot-layer-vertex-shader
in vec3 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceRadius;
in float instanceLineWidths;
in vec4 instanceFillColors;
in vec4 instanceLineColors;
#ifdef USE_ROW_INDEXES
in float rowIndexes;
#endif
in vec2 instancePixelOffset;
out vec4 vFillColor;
out vec4 vLineColor;
out vec2 unitPosition;
out float innerUnitRadius;
out float outerRadiusPixels;
void main(void) {
geometry.worldPosition = instancePositions;
outerRadiusPixels = clamp(
project_size_to_pixel(scatterplot.radiusScale * instanceRadius, scatterplot.radiusUnits),
scatterplot.radiusMinPixels, scatterplot.radiusMaxPixels
);
float lineWidthPixels = clamp(
project_size_to_pixel(scatterplot.lineWidthScale * instanceLineWidths, scatterplot.lineWidthUnits),
scatterplot.lineWidthMinPixels, scatterplot.lineWidthMaxPixels
);
outerRadiusPixels += scatterplot.stroked * lineWidthPixels / 2.0;
float edgePadding = scatterplot.antialiasing ? (outerRadiusPixels + SMOOTH_EDGE_RADIUS) / outerRadiusPixels : 1.0;
unitPosition = edgePadding * positions.xy;
geometry.uv = unitPosition;
#ifdef USE_ROW_INDEXES
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
#else
geometry.pickingColor = picking_getPickingColorFromInstanceID();
#endif
innerUnitRadius = 1.0 - scatterplot.stroked * lineWidthPixels / outerRadiusPixels;
if (scatterplot.billboard) {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = edgePadding * positions * outerRadiusPixels;
offset.xy += instancePixelOffset;
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset = edgePadding * positions * project_pixel_size(outerRadiusPixels);
offset.xy += project_pixel_size(instancePixelOffset);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
vFillColor = vec4(instanceFillColors.rgb, instanceFillColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vFillColor, geometry);
vLineColor = vec4(instanceLineColors.rgb, instanceLineColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vLineColor, geometry);
}
`,Ja=`#version 300 es
#define SHADER_NAME scatterplot-layer-fragment-shader
precision highp float;
in vec4 vFillColor;
in vec4 vLineColor;
in vec2 unitPosition;
in float innerUnitRadius;
in float outerRadiusPixels;
out vec4 fragColor;
void main(void) {
geometry.uv = unitPosition;
float distToCenter = length(unitPosition) * outerRadiusPixels;
float inCircle = scatterplot.antialiasing ?
smoothedge(distToCenter, outerRadiusPixels) :
step(distToCenter, outerRadiusPixels);
if (inCircle == 0.0) {
discard;
}
if (scatterplot.stroked > 0.5) {
float isLine = scatterplot.antialiasing ?
smoothedge(innerUnitRadius * outerRadiusPixels, distToCenter) :
step(innerUnitRadius * outerRadiusPixels, distToCenter);
if (scatterplot.filled > 0.5) {
fragColor = mix(vFillColor, vLineColor, isLine);
} else {
if (isLine == 0.0) {
discard;
}
fragColor = vec4(vLineColor.rgb, vLineColor.a * isLine);
}
} else if (scatterplot.filled < 0.5) {
discard;
} else {
fragColor = vFillColor;
}
fragColor.a *= inCircle;
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`,Ya=`// Main shaders

struct ScatterplotUniforms {
  radiusScale: f32,
  radiusMinPixels: f32,
  radiusMaxPixels: f32,
  lineWidthScale: f32,
  lineWidthMinPixels: f32,
  lineWidthMaxPixels: f32,
  stroked: f32,
  filled: i32,
  antialiasing: i32,
  billboard: i32,
  radiusUnits: i32,
  lineWidthUnits: i32,
};

@group(0) @binding(0) var<uniform> scatterplot: ScatterplotUniforms;

struct Attributes {
  @builtin(instance_index) instanceIndex : u32,
  @builtin(vertex_index) vertexIndex : u32,
  @location(0) positions: vec3<f32>,
  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceRadius: f32,
  @location(4) instanceLineWidths: f32,
  @location(5) instanceFillColors: vec4<f32>,
  @location(6) instanceLineColors: vec4<f32>,
  @location(7) instancePixelOffset: vec2<f32>,
  PICKING_COLOR_ATTRIBUTE
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vFillColor: vec4<f32>,
  @location(1) vLineColor: vec4<f32>,
  @location(2) unitPosition: vec2<f32>,
  @location(3) innerUnitRadius: f32,
  @location(4) outerRadiusPixels: f32,
  @location(5) pickingColor: vec3<f32>,
  @location(6) clipCoordinates: vec2<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var varyings: Varyings;

  // Draw an inline geometry constant array clip space triangle to verify that rendering works.
  // var positions = array<vec2<f32>, 3>(vec2(0.0, 0.5), vec2(-0.5, -0.5), vec2(0.5, -0.5));
  // if (attributes.instanceIndex == 0) {
  //   varyings.position = vec4<f32>(positions[attributes.vertexIndex], 0.0, 1.0);
  //   return varyings;
  // }

  geometry.worldPosition = attributes.instancePositions;

  // Multiply out radius and clamp to limits
  varyings.outerRadiusPixels = clamp(
    project_unit_size_to_pixel(scatterplot.radiusScale * attributes.instanceRadius, scatterplot.radiusUnits),
    scatterplot.radiusMinPixels, scatterplot.radiusMaxPixels
  );

  // Multiply out line width and clamp to limits
  let lineWidthPixels = clamp(
    project_unit_size_to_pixel(scatterplot.lineWidthScale * attributes.instanceLineWidths, scatterplot.lineWidthUnits),
    scatterplot.lineWidthMinPixels, scatterplot.lineWidthMaxPixels
  );

  // outer radius needs to offset by half stroke width
  varyings.outerRadiusPixels += scatterplot.stroked * lineWidthPixels / 2.0;
  // Expand geometry to accommodate edge smoothing
  // WGSL selects the second value when the condition is true, so keep the antialiased path second.
  let edgePadding = select(
    1.0,
    (varyings.outerRadiusPixels + SMOOTH_EDGE_RADIUS) / varyings.outerRadiusPixels,
    scatterplot.antialiasing != 0
  );

  // position on the containing square in [-1, 1] space
  varyings.unitPosition = edgePadding * attributes.positions.xy;
  geometry.uv = varyings.unitPosition;
  geometry.pickingColor = PICKING_COLOR_VALUE;

  varyings.innerUnitRadius = 1.0 - scatterplot.stroked * lineWidthPixels / varyings.outerRadiusPixels;

  if (scatterplot.billboard != 0) {
    let projectedPosition = project_position_to_clipspace_and_commonspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      vec3<f32>(0.0)
    );
    geometry.position = projectedPosition.commonPosition;
    varyings.position = projectedPosition.clipPosition;
    // DECKGL_FILTER_GL_POSITION(varyings.position, geometry);
    var offset = edgePadding * attributes.positions * varyings.outerRadiusPixels;
    offset = vec3<f32>(offset.xy + attributes.instancePixelOffset, offset.z);
    // DECKGL_FILTER_SIZE(offset, geometry);
    let clipPixels = project_pixel_size_to_clipspace(offset.xy);
    varyings.position = vec4<f32>(varyings.position.x + clipPixels.x, varyings.position.y + clipPixels.y, varyings.position.z, varyings.position.w);
    geometry.position = vec4<f32>(
      geometry.position.xy + project_pixel_size_vec2(offset.xy),
      geometry.position.zw
    );
  } else {
    var offset = edgePadding * attributes.positions * project_pixel_size_float(varyings.outerRadiusPixels);
    offset = vec3<f32>(offset.xy + project_pixel_size_vec2(attributes.instancePixelOffset), offset.z);
    // DECKGL_FILTER_SIZE(offset, geometry);
    let projectedPosition = project_position_to_clipspace_and_commonspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      offset
    );
    geometry.position = projectedPosition.commonPosition;
    varyings.position = projectedPosition.clipPosition;
    // DECKGL_FILTER_GL_POSITION(varyings.position, geometry);
  }

  varyings.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&varyings.position, geometry.worldPosition.xy);

  // Apply opacity to instance color, or return instance picking color
  varyings.vFillColor = vec4<f32>(attributes.instanceFillColors.rgb, attributes.instanceFillColors.a * layer.opacity);
  // DECKGL_FILTER_COLOR(varyings.vFillColor, geometry);
  varyings.vLineColor = vec4<f32>(attributes.instanceLineColors.rgb, attributes.instanceLineColors.a * layer.opacity);
  // DECKGL_FILTER_COLOR(varyings.vLineColor, geometry);
  varyings.pickingColor = geometry.pickingColor;

  return varyings;
}

@fragment
fn fragmentMain(varyings: Varyings) -> @location(0) vec4<f32> {
  // var geometry: Geometry;
  // geometry.uv = unitPosition;

  let distToCenter = length(varyings.unitPosition) * varyings.outerRadiusPixels;
  let inCircle = select(
    step(distToCenter, varyings.outerRadiusPixels),
    smoothedge(distToCenter, varyings.outerRadiusPixels),
    scatterplot.antialiasing != 0
  );

  if (inCircle == 0.0) {
    discard;
  }

  var fragColor: vec4<f32>;

  if (scatterplot.stroked != 0) {
    let isLine = select(
      step(varyings.innerUnitRadius * varyings.outerRadiusPixels, distToCenter),
      smoothedge(varyings.innerUnitRadius * varyings.outerRadiusPixels, distToCenter),
      scatterplot.antialiasing != 0
    );

    if (scatterplot.filled != 0) {
      fragColor = mix(varyings.vFillColor, varyings.vLineColor, isLine);
    } else {
      if (isLine == 0.0) {
        discard;
      }
      fragColor = vec4<f32>(varyings.vLineColor.rgb, varyings.vLineColor.a * isLine);
    }
  } else if (scatterplot.filled == 0) {
    discard;
  } else {
    fragColor = varyings.vFillColor;
  }

  fragColor.a *= inCircle;

  clip_filterColor(varyings.clipCoordinates);

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(varyings.pickingColor)) {
      discard;
    }
    return vec4<f32>(varyings.pickingColor, 1.0);
  }

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(varyings.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  // Apply premultiplied alpha as required by transparent canvas
  fragColor = deckgl_premultiplied_alpha(fragColor);

  return fragColor;
  // return vec4<f32>(0, 0, 1, 1);
}
`;function Xa(e){return Ya.replace(`PICKING_COLOR_ATTRIBUTE`,e?`@location(8) rowIndexes: u32,`:``).replace(`PICKING_COLOR_VALUE`,e?`picking_getPickingColorFromIndex(attributes.rowIndexes)`:`picking_getPickingColorFromIndex(attributes.instanceIndex)`)}var Za=0,Qa=1,$a={name:`clip`,source:`\
struct ClipUniforms {
  enabled: i32,
  mode: i32,
  bounds: vec4<f32>,
};

@group(2) @binding(auto) var<uniform> clipUniforms: ClipUniforms;

fn clip_isInBounds(coordinates: vec2<f32>) -> bool {
  return coordinates.x >= clipUniforms.bounds.x &&
    coordinates.y >= clipUniforms.bounds.y &&
    coordinates.x < clipUniforms.bounds.z &&
    coordinates.y < clipUniforms.bounds.w;
}

fn clip_filterPosition(position: ptr<function, vec4<f32>>, instanceCoordinates: vec2<f32>) {
  if (
    clipUniforms.enabled != 0 &&
    clipUniforms.mode == ${Qa} &&
    !clip_isInBounds(instanceCoordinates)
  ) {
    *position = vec4<f32>(2.0, 2.0, 2.0, 1.0);
  }
}

fn clip_filterColor(geometryCoordinates: vec2<f32>) {
  if (
    clipUniforms.enabled != 0 &&
    clipUniforms.mode == ${Za} &&
    !clip_isInBounds(geometryCoordinates)
  ) {
    discard;
  }
}
`,props:{},uniforms:{},bindingLayout:[{name:`clip`,group:2}],uniformTypes:{enabled:`i32`,mode:`i32`,bounds:`vec4<f32>`},defaultUniforms:{enabled:0,mode:Za,bounds:[0,0,1,1]},getUniforms(e={}){let t={};return e.enabled!==void 0&&(t.enabled=+!!e.enabled),e.mode!==void 0&&(t.mode=e.mode===`instance`?Qa:Za),e.bounds!==void 0&&(t.bounds=e.bounds),t}},eo=[0,0,0,255],to={radiusUnits:`meters`,radiusScale:{type:`number`,min:0,value:1},radiusMinPixels:{type:`number`,min:0,value:0},radiusMaxPixels:{type:`number`,min:0,value:2**53-1},lineWidthUnits:`meters`,lineWidthScale:{type:`number`,min:0,value:1},lineWidthMinPixels:{type:`number`,min:0,value:0},lineWidthMaxPixels:{type:`number`,min:0,value:2**53-1},stroked:!1,filled:!0,billboard:!1,antialiasing:!0,getPosition:{type:`accessor`,value:e=>e.position},getRadius:{type:`accessor`,value:1},getFillColor:{type:`accessor`,value:eo},getLineColor:{type:`accessor`,value:eo},getLineWidth:{type:`accessor`,value:1},getPixelOffset:{type:`accessor`,value:[0,0]},strokeWidth:{deprecatedFor:`getLineWidth`},outline:{deprecatedFor:`stroked`},getColor:{deprecatedFor:[`getFillColor`,`getLineColor`]}},no=class extends se{getShaders(){let e=!!this.props.data?.attributes?.rowIndexes;return super.getShaders({vs:qa,fs:Ja,source:Xa(e),defines:e?{USE_ROW_INDEXES:!0}:{},modules:[Kn,Gn,O,Ka,...this.context.device.type===`webgpu`?[$a]:[]]})}initializeState(){let e=this.props.data?.attributes?.rowIndexes?{rowIndexes:{size:1,type:`uint32`,noAlloc:!0}}:{};this.getAttributeManager().addInstanced({instancePositions:{size:3,type:`float64`,fp64:this.use64bitPositions(),transition:!0,accessor:`getPosition`},instanceRadius:{size:1,transition:!0,accessor:`getRadius`,defaultValue:1,bufferGroup:`scatterplot-instance-data`},instanceFillColors:{size:this.props.colorFormat.length,transition:!0,type:`unorm8`,accessor:`getFillColor`,defaultValue:[0,0,0,255],bufferGroup:`scatterplot-instance-data`},instanceLineColors:{size:this.props.colorFormat.length,transition:!0,type:`unorm8`,accessor:`getLineColor`,defaultValue:[0,0,0,255],bufferGroup:`scatterplot-instance-data`},instanceLineWidths:{size:1,transition:!0,accessor:`getLineWidth`,defaultValue:1,bufferGroup:`scatterplot-instance-data`},instancePixelOffset:{size:2,transition:!0,accessor:`getPixelOffset`,bufferGroup:`scatterplot-instance-data`},...e})}updateState(e){super.updateState(e),e.changeFlags.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),this.getAttributeManager().invalidateAll())}draw({uniforms:e}){let{radiusUnits:t,radiusScale:n,radiusMinPixels:r,radiusMaxPixels:i,stroked:a,filled:o,billboard:s,antialiasing:c,lineWidthUnits:l,lineWidthScale:u,lineWidthMinPixels:d,lineWidthMaxPixels:f}=this.props,p={stroked:a,filled:o,billboard:s,antialiasing:c,radiusUnits:Ve[t],radiusScale:n,radiusMinPixels:r,radiusMaxPixels:i,lineWidthUnits:Ve[l],lineWidthScale:u,lineWidthMinPixels:d,lineWidthMaxPixels:f},m=this.state.model;m.shaderInputs.setProps({scatterplot:p}),m.draw(this.context.renderPass)}_getModel(){let e=[-1,-1,0,1,-1,0,-1,1,0,1,1,0];return new k(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new ae({topology:`triangle-strip`,attributes:{positions:{size:3,value:new Float32Array(e)}}}),isInstanced:!0})}};no.defaultProps=to,no.layerName=`ScatterplotLayer`;var ro={CLOCKWISE:1,COUNTER_CLOCKWISE:-1};function io(e,t,n={}){return ao(e,n)!==t&&(co(e,n),!0)}function ao(e,t={}){return Math.sign(so(e,t))}var oo={x:0,y:1,z:2};function so(e,t={}){let{start:n=0,end:r=e.length,plane:i=`xy`}=t,a=t.size||2,o=0,s=oo[i[0]],c=oo[i[1]];for(let t=n,i=r-a;t<r;t+=a)o+=(e[t+s]-e[i+s])*(e[t+c]+e[i+c]),i=t;return o/2}function co(e,t){let{start:n=0,end:r=e.length,size:i=2}=t,a=(r-n)/i,o=Math.floor(a/2);for(let t=0;t<o;++t){let r=n+t*i,o=n+(a-1-t)*i;for(let t=0;t<i;++t){let n=e[r+t];e[r+t]=e[o+t],e[o+t]=n}}}function B(e,t){let n=t.length,r=e.length;if(r>0){let i=!0;for(let a=0;a<n;a++)if(e[r-n+a]!==t[a]){i=!1;break}if(i)return!1}for(let i=0;i<n;i++)e[r+i]=t[i];return!0}function lo(e,t){let n=t.length;for(let r=0;r<n;r++)e[r]=t[r]}function uo(e,t,n,r,i=[]){let a=r+t*n;for(let t=0;t<n;t++)i[t]=e[a+t];return i}function fo(e,t,n,r,i=[]){let a,o;if(n&8)a=(r[3]-e[1])/(t[1]-e[1]),o=3;else if(n&4)a=(r[1]-e[1])/(t[1]-e[1]),o=1;else if(n&2)a=(r[2]-e[0])/(t[0]-e[0]),o=2;else if(n&1)a=(r[0]-e[0])/(t[0]-e[0]),o=0;else return null;for(let n=0;n<e.length;n++)i[n]=(o&1)===n?r[o]:a*(t[n]-e[n])+e[n];return i}function po(e,t){let n=0;return e[0]<t[0]?n|=1:e[0]>t[2]&&(n|=2),e[1]<t[1]?n|=4:e[1]>t[3]&&(n|=8),n}function mo(e,t){let{size:n=2,broken:r=!1,gridResolution:i=10,gridOffset:a=[0,0],startIndex:o=0,endIndex:s=e.length}=t||{},c=(s-o)/n,l=[],u=[l],d=uo(e,0,n,o),f,p,m=yo(d,i,a,[]),h=[];B(l,d);for(let t=1;t<c;t++){for(f=uo(e,t,n,o,f),p=po(f,m);p;){fo(d,f,p,m,h);let e=po(h,m);e&&(fo(d,h,e,m,h),p=e),B(l,h),lo(d,h),bo(m,i,p),r&&l.length>n&&(l=[],u.push(l),B(l,d)),p=po(f,m)}B(l,f),lo(d,f)}return r?u:u[0]}var ho=0,go=1;function _o(e,t=null,n){if(!e.length)return[];let{size:r=2,gridResolution:i=10,gridOffset:a=[0,0],edgeTypes:o=!1}=n||{},s=[],c=[{pos:e,types:o?Array(e.length/r).fill(go):null,holes:t||[]}],l=[[],[]],u=[];for(;c.length;){let{pos:e,types:t,holes:n}=c.shift();xo(e,r,n[0]||e.length,l),u=yo(l[0],i,a,u);let d=po(l[1],u);if(d){let i=vo(e,t,r,0,n[0]||e.length,u,d),a={pos:i[0].pos,types:i[0].types,holes:[]},s={pos:i[1].pos,types:i[1].types,holes:[]};c.push(a,s);for(let c=0;c<n.length;c++)i=vo(e,t,r,n[c],n[c+1]||e.length,u,d),i[0]&&(a.holes.push(a.pos.length),a.pos=So(a.pos,i[0].pos),o&&(a.types=So(a.types,i[0].types))),i[1]&&(s.holes.push(s.pos.length),s.pos=So(s.pos,i[1].pos),o&&(s.types=So(s.types,i[1].types)))}else{let r={positions:e};o&&(r.edgeTypes=t),n.length&&(r.holeIndices=n),s.push(r)}}return s}function vo(e,t,n,r,i,a,o){let s=(i-r)/n,c=[],l=[],u=[],d=[],f=[],p,m,h,g=uo(e,s-1,n,r),_=Math.sign(o&8?g[1]-a[3]:g[0]-a[2]),v=t&&t[s-1],y=0,b=0;for(let i=0;i<s;i++)p=uo(e,i,n,r,p),m=Math.sign(o&8?p[1]-a[3]:p[0]-a[2]),h=t&&t[r/n+i],m&&_&&_!==m&&(fo(g,p,o,a,f),B(c,f)&&u.push(v),B(l,f)&&d.push(v)),m<=0?(B(c,p)&&u.push(h),y-=m):u.length&&(u[u.length-1]=ho),m>=0?(B(l,p)&&d.push(h),b+=m):d.length&&(d[d.length-1]=ho),lo(g,p),_=m,v=h;return[y?{pos:c,types:t&&u}:null,b?{pos:l,types:t&&d}:null]}function yo(e,t,n,r){let i=Math.floor((e[0]-n[0])/t)*t+n[0],a=Math.floor((e[1]-n[1])/t)*t+n[1];return r[0]=i,r[1]=a,r[2]=i+t,r[3]=a+t,r}function bo(e,t,n){n&8?(e[1]+=t,e[3]+=t):n&4?(e[1]-=t,e[3]-=t):n&2?(e[0]+=t,e[2]+=t):n&1&&(e[0]-=t,e[2]-=t)}function xo(e,t,n,r){let i=1/0,a=-1/0,o=1/0,s=-1/0;for(let r=0;r<n;r+=t){let t=e[r],n=e[r+1];i=t<i?t:i,a=t>a?t:a,o=n<o?n:o,s=n>s?n:s}return r[0][0]=i,r[0][1]=o,r[1][0]=a,r[1][1]=s,r}function So(e,t){for(let n=0;n<t.length;n++)e.push(t[n]);return e}var Co=85.051129;function wo(e,t){let{size:n=2,startIndex:r=0,endIndex:i=e.length,normalize:a=!0}=t||{},o=e.slice(r,i);Oo(o,n,0,i-r);let s=mo(o,{size:n,broken:!0,gridResolution:360,gridOffset:[-180,-180]});if(a)for(let e of s)ko(e,n);return s}function To(e,t=null,n){let{size:r=2,normalize:i=!0,edgeTypes:a=!1}=n||{};t||=[];let o=[],s=[],c=0,l=0;for(let i=0;i<=t.length;i++){let a=t[i]||e.length,u=l,d=Eo(e,r,c,a);for(let t=d;t<a;t++)o[l++]=e[t];for(let t=c;t<d;t++)o[l++]=e[t];Oo(o,r,u,l),Do(o,r,u,l,n?.maxLatitude),c=a,s[i]=l}s.pop();let u=_o(o,s,{size:r,gridResolution:360,gridOffset:[-180,-180],edgeTypes:a});if(i)for(let e of u)ko(e.positions,r);return u}function Eo(e,t,n,r){let i=-1,a=-1;for(let o=n+1;o<r;o+=t){let t=Math.abs(e[o]);t>i&&(i=t,a=o-1)}return a}function Do(e,t,n,r,i=Co){let a=e[n],o=e[r-t];if(Math.abs(a-o)>180){let r=uo(e,0,t,n);r[0]+=Math.round((o-a)/360)*360,B(e,r),r[1]=Math.sign(r[1])*i,B(e,r),r[0]=a,B(e,r)}}function Oo(e,t,n,r){let i=e[0],a;for(let o=n;o<r;o+=t){a=e[o];let t=a-i;(t>180||t<-180)&&(a-=Math.round(t/360)*360),e[o]=i=a}}function ko(e,t){let n,r=e.length/t;for(let i=0;i<r&&(n=e[i*t],(n+180)%360==0);i++);let i=-Math.round(n/360)*360;if(i!==0)for(let n=0;n<r;n++)e[n*t]+=i}function Ao(e,t,n,r){let i;if(Array.isArray(e[0])){let n=e.length*t;i=Array(n);for(let n=0;n<e.length;n++)for(let r=0;r<t;r++)i[n*t+r]=e[n][r]||0}else i=e;return n?mo(i,{size:t,gridResolution:n}):r?wo(i,{size:t}):i}var jo=1,Mo=2,No=4,Po=class extends or{constructor(e){super({...e,attributes:{positions:{size:3,padding:18,initialize:!0,type:e.fp64?Float64Array:Float32Array},segmentTypes:{size:1,type:e.isWebGPU?Float32Array:Uint8ClampedArray}}})}get(e){return this.attributes[e]}getPathSegmentIndices(e){let t=this.attributes.segmentTypes,n=this.vertexStarts[e],r=Math.min(this.vertexStarts[e+1]??this.instanceCount,this.instanceCount),i=[];for(let e=n;e<r-1;e++)(t[e]&No)===0&&i.push(e);return i.length&&(t[n]&No)!==0&&i.unshift(i.pop()),i}getGeometryFromBuffer(e){return this.normalize||this.opts.isWebGPU?super.getGeometryFromBuffer(e):null}normalizeGeometry(e){return this.normalize?Ao(e,this.positionSize,this.opts.resolution,this.opts.wrapLongitude):e}getGeometrySize(e){if(Fo(e)){let t=0;for(let n of e)t+=this.getGeometrySize(n);return t}let t=this.getPathLength(e);return t<2?0:this.isClosed(e)?t<3?0:t+2:t}updateGeometryAttributes(e,t){if(t.geometrySize!==0){if(e&&Fo(e))for(let n of e){let e=this.getGeometrySize(n);t.geometrySize=e,this.updateGeometryAttributes(n,t),t.vertexStart+=e}else this._updateSegmentTypes(e,t),this._updatePositions(e,t)}}_updateSegmentTypes(e,t){let n=this.attributes.segmentTypes,r=e?this.isClosed(e):!1,{vertexStart:i,geometrySize:a}=t;n.fill(0,i,i+a),r?(n[i]=No,n[i+a-2]=No):(n[i]+=jo,n[i+a-2]+=Mo),n[i+a-1]=No}_updatePositions(e,t){let{positions:n}=this.attributes;if(!n||!e)return;let{vertexStart:r,geometrySize:i}=t,a=[,,,];for(let t=r,o=0;o<i;t++,o++)this.getPointOnPath(e,o,a),n[t*3]=a[0],n[t*3+1]=a[1],n[t*3+2]=a[2]}getPathLength(e){return e.length/this.positionSize}getPointOnPath(e,t,n=[]){let{positionSize:r}=this;t*r>=e.length&&(t+=1-e.length/r);let i=t*r;return n[0]=e[i],n[1]=e[i+1],n[2]=r===3&&e[i+2]||0,n}isClosed(e){if(!this.normalize)return!!this.opts.loop;let{positionSize:t}=this,n=e.length-t;return e[0]===e[n]&&e[1]===e[n+1]&&(t===2||e[2]===e[n+2])}};function Fo(e){return Array.isArray(e[0])}var Io=`struct PathUniforms {
  widthScale: f32,
  widthMinPixels: f32,
  widthMaxPixels: f32,
  jointType: f32,
  capType: f32,
  miterLimit: f32,
  billboard: f32,
  widthUnits: i32,
};

@group(0) @binding(auto)
var<uniform> path: PathUniforms;
`,Lo=`layout(std140) uniform pathUniforms {
  float widthScale;
  float widthMinPixels;
  float widthMaxPixels;
  float jointType;
  float capType;
  float miterLimit;
  bool billboard;
  highp int widthUnits;
} path;
`,Ro={name:`path`,source:Io,vs:Lo,fs:Lo,uniformTypes:{widthScale:`f32`,widthMinPixels:`f32`,widthMaxPixels:`f32`,jointType:`f32`,capType:`f32`,miterLimit:`f32`,billboard:`f32`,widthUnits:`i32`}},zo=`const EPSILON: f32 = 0.001;
const ZERO_OFFSET: vec3<f32> = vec3<f32>(0.0, 0.0, 0.0);

struct JoinResult {
  offset: vec3<f32>,
  cornerOffset: vec2<f32>,
  miterLength: f32,
  pathPosition: vec2<f32>,
  pathLength: f32,
  jointType: f32,
};

struct Attributes {
  @location(0) positions: vec2<f32>,
  @location(1) instanceTypes: f32,
  @location(2) instanceLeftPositions: vec3<f32>,
  @location(3) instanceStartPositions: vec3<f32>,
  @location(4) instanceEndPositions: vec3<f32>,
  @location(5) instanceRightPositions: vec3<f32>,
  @location(6) instanceLeftPositions64Low: vec3<f32>,
  @location(7) instanceStartPositions64Low: vec3<f32>,
  @location(8) instanceEndPositions64Low: vec3<f32>,
  @location(9) instanceRightPositions64Low: vec3<f32>,
  @location(10) instanceStrokeWidths: f32,
  @location(11) instanceColors: vec4<f32>,
  @location(12) rowIndexes: u32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vColor: vec4<f32>,
  @location(1) vCornerOffset: vec2<f32>,
  @location(2) vMiterLength: f32,
  @location(3) vPathPosition: vec2<f32>,
  @location(4) vPathLength: f32,
  @location(5) vJointType: f32,
  // Location 6 is reserved for TripsLayer's injected vTime varying.
  @location(7) clipCoordinates: vec2<f32>,
#ifdef DASH_ENABLED
  @location(8) vPathBounds: vec2<f32>,
#endif
};

fn flipIfTrue(flag: bool) -> f32 {
  return select(1.0, -1.0, flag);
}

fn clipLine(position: vec4<f32>, refPosition: vec4<f32>) -> vec4<f32> {
  if (position.w < EPSILON) {
    let r = (EPSILON - refPosition.w) / (position.w - refPosition.w);
    return refPosition + (position - refPosition) * r;
  }
  return position;
}

#ifdef DASH_ENABLED
// Return the visible interval of the original segment before clipLine moves either endpoint.
fn getClippedPathRange(startW: f32, endW: f32) -> vec2<f32> {
  let startClipped = startW < EPSILON;
  let endClipped = endW < EPSILON;
  if (startClipped && endClipped) {
    return vec2<f32>(0.0, 0.0);
  }
  if (startClipped || endClipped) {
    let intersection = clamp((EPSILON - startW) / (endW - startW), 0.0, 1.0);
    if (startClipped) {
      return vec2<f32>(intersection, 1.0);
    }
    return vec2<f32>(0.0, intersection);
  }
  return vec2<f32>(0.0, 1.0);
}
#endif

fn getLineJoinOffset(
  prevPoint: vec3<f32>,
  currPoint: vec3<f32>,
  nextPoint: vec3<f32>,
  width: vec2<f32>,
#ifdef DASH_ENABLED
  sourcePathLength: f32,
  sourcePathRange: vec2<f32>,
#endif
#ifdef ANTIALIASING
  coverageScale: f32,
#endif
  positions: vec2<f32>,
  instanceTypes: f32
) -> JoinResult {
  let isEnd = positions.x > 0.0;
  let sideOfPath = positions.y;
  let isJoint = select(0.0, 1.0, sideOfPath == 0.0);

  var deltaA3 = currPoint - prevPoint;
  var deltaB3 = nextPoint - currPoint;

  let rotationResult = project_needs_rotation(currPoint);
  if (path.billboard == 0.0 && rotationResult.needsRotation) {
    deltaA3 = rotationResult.transform * deltaA3;
    deltaB3 = rotationResult.transform * deltaB3;
  }

  let deltaA = deltaA3.xy / width;
  let deltaB = deltaB3.xy / width;

  let lenA = length(deltaA);
  let lenB = length(deltaB);

  let dirA = select(vec2<f32>(0.0, 0.0), normalize(deltaA), lenA > 0.0);
  let dirB = select(vec2<f32>(0.0, 0.0), normalize(deltaB), lenB > 0.0);

  let perpA = vec2<f32>(-dirA.y, dirA.x);
  let perpB = vec2<f32>(-dirB.y, dirB.x);

  var tangent = dirA + dirB;
  tangent = select(perpA, normalize(tangent), length(tangent) > 0.0);
  let miterVec = vec2<f32>(-tangent.y, tangent.x);
  let dir = select(dirB, dirA, isEnd);
  let perp = select(perpB, perpA, isEnd);
#ifdef DASH_ENABLED
  let segmentLength2D = select(lenB, lenA, isEnd);

  // Extrusion happens in the XY plane, so segmentLength2D is a 2D length and pathPosition.y
  // below measures 2D distance along the segment. For a path that also moves in Z the true
  // arc length is longer by this ratio. Scaling pathLength and pathPosition.y by it makes
  // the coordinate measure real 3D distance while leaving the joint tests unchanged, since
  // they compare the two against each other and both are scaled alike. Billboard mode
  // extrudes in clip space, where the perspective divide has already reduced the segment to
  // its screen projection, so its complete common-space length is supplied by the caller.
  // Mirrors path-layer-vertex.glsl.ts.
  let currDelta3 = select(deltaB3, deltaA3, isEnd);
  let currLength2D = length(currDelta3.xy);
  // Do not clamp a valid denominator to EPSILON: high-zoom Web Mercator deltas are often
  // smaller than that in common space, and changing their scale corrupts even flat paths.
  let safeLength2D = select(1.0, currLength2D, currLength2D > 0.0);
  var arcLengthRatio = 1.0;
  var pathPositionOffset = 0.0;
  var pathLength = segmentLength2D;
  if (path.billboard != 0.0) {
    // clipLine may shorten the visible screen-space segment. Preserve the corresponding interval
    // of the complete common-space arclength instead of compressing the full dash period into the
    // visible span. Keep pathLength complete so justification is stable as the camera clips it.
    let visiblePathLength = sourcePathLength * (sourcePathRange.y - sourcePathRange.x);
    arcLengthRatio = 0.0;
    if (segmentLength2D > 0.0) {
      arcLengthRatio = visiblePathLength / segmentLength2D;
    }
    pathPositionOffset = sourcePathLength * sourcePathRange.x;
    pathLength = sourcePathLength;
  } else if (currLength2D > 0.0) {
    arcLengthRatio = length(currDelta3) / safeLength2D;
    pathLength = segmentLength2D * arcLengthRatio;
  }
#else
  let pathLength = select(lenB, lenA, isEnd);
#endif

  let sinHalfA = abs(dot(miterVec, perp));
  let cosHalfA = abs(dot(dirA, miterVec));
  let turnDirection = flipIfTrue(dirA.x * dirB.y >= dirA.y * dirB.x);
  let cornerPosition = sideOfPath * turnDirection;

  var miterSize = 1.0 / max(sinHalfA, EPSILON);
  miterSize = mix(
    min(miterSize, max(lenA, lenB) / max(cosHalfA, EPSILON)),
    miterSize,
    step(0.0, cornerPosition)
  );

  var offsetVec =
    mix(miterVec * miterSize, perp, step(0.5, cornerPosition)) *
    (sideOfPath + isJoint * turnDirection);

  let isStartCap = lenA == 0.0 || (!isEnd && (instanceTypes == 1.0 || instanceTypes == 3.0));
  let isEndCap = lenB == 0.0 || (isEnd && (instanceTypes == 2.0 || instanceTypes == 3.0));
  let isCap = isStartCap || isEndCap;

  var jointType = path.jointType;
  if (isCap) {
    offsetVec = mix(
      perp * sideOfPath,
      dir * path.capType * 4.0 * flipIfTrue(isStartCap),
      isJoint
    );
    jointType = path.capType;
  }

#ifdef ANTIALIASING
  let coverageOffsetVec = offsetVec * coverageScale;
  var miterLength = dot(coverageOffsetVec, miterVec * turnDirection);
#else
  var miterLength = dot(offsetVec, miterVec * turnDirection);
#endif
  miterLength = select(miterLength, isJoint, isCap);

#ifdef ANTIALIASING
  let offsetFromStartOfPath = coverageOffsetVec + deltaA * select(0.0, 1.0, isEnd);
#else
  let offsetFromStartOfPath = offsetVec + deltaA * select(0.0, 1.0, isEnd);
#endif
  let pathPosition = vec2<f32>(
    dot(offsetFromStartOfPath, perp),
#ifdef DASH_ENABLED
    pathPositionOffset + dot(offsetFromStartOfPath, dir) * arcLengthRatio
#else
    dot(offsetFromStartOfPath, dir)
#endif
  );
  let isValid = step(f32(instanceTypes), 3.5);
#ifdef ANTIALIASING
  var offset = vec3<f32>(coverageOffsetVec * width * isValid, 0.0);
#else
  var offset = vec3<f32>(offsetVec * width * isValid, 0.0);
#endif

  if (path.billboard == 0.0 && rotationResult.needsRotation) {
    offset = rotationResult.transform * offset;
  }

#ifdef ANTIALIASING
  return JoinResult(
    offset, coverageOffsetVec, miterLength, pathPosition, pathLength, jointType
  );
#else
  return JoinResult(offset, offsetVec, miterLength, pathPosition, pathLength, jointType);
#endif
}

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var varyings: Varyings;

  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);

  let isEnd = attributes.positions.x;

  let prevPosition = mix(attributes.instanceLeftPositions, attributes.instanceStartPositions, isEnd);
  let prevPosition64Low = mix(
    attributes.instanceLeftPositions64Low,
    attributes.instanceStartPositions64Low,
    isEnd
  );
  let currPosition = mix(attributes.instanceStartPositions, attributes.instanceEndPositions, isEnd);
  let currPosition64Low = mix(
    attributes.instanceStartPositions64Low,
    attributes.instanceEndPositions64Low,
    isEnd
  );
  let nextPosition = mix(attributes.instanceEndPositions, attributes.instanceRightPositions, isEnd);
  let nextPosition64Low = mix(
    attributes.instanceEndPositions64Low,
    attributes.instanceRightPositions64Low,
    isEnd
  );

  geometry.worldPosition = currPosition;

  let widthPixels =
    clamp(
      project_unit_size_to_pixel(attributes.instanceStrokeWidths * path.widthScale, path.widthUnits),
      path.widthMinPixels,
      path.widthMaxPixels
    ) / 2.0;

  if (path.billboard != 0.0) {
#ifdef DASH_ENABLED
    let prevProjection = project_position_to_clipspace_and_commonspace(
      prevPosition, prevPosition64Low, ZERO_OFFSET
    );
    let nextProjection = project_position_to_clipspace_and_commonspace(
      nextPosition, nextPosition64Low, ZERO_OFFSET
    );
    let prevPositionCommon = prevProjection.commonPosition.xyz;
    let nextPositionCommon = nextProjection.commonPosition.xyz;
    var prevPositionScreen = prevProjection.clipPosition;
    var nextPositionScreen = nextProjection.clipPosition;
#else
    var prevPositionScreen = project_position_to_clipspace(
      prevPosition, prevPosition64Low, ZERO_OFFSET
    );
    var nextPositionScreen = project_position_to_clipspace(
      nextPosition, nextPosition64Low, ZERO_OFFSET
    );
#endif
    let currProjection = project_position_to_clipspace_and_commonspace(
      currPosition, currPosition64Low, ZERO_OFFSET
    );
    geometry.position = currProjection.commonPosition;
    var currPositionScreen = currProjection.clipPosition;
#ifdef DASH_ENABLED
    let currPositionCommon = currProjection.commonPosition.xyz;
    let sourcePathStartScreen = mix(currPositionScreen, prevPositionScreen, isEnd);
    let sourcePathEndScreen = mix(nextPositionScreen, currPositionScreen, isEnd);
    let billboardPathRange = getClippedPathRange(
      sourcePathStartScreen.w, sourcePathEndScreen.w
    );
#endif

    prevPositionScreen = clipLine(prevPositionScreen, currPositionScreen);
    nextPositionScreen = clipLine(nextPositionScreen, currPositionScreen);
    currPositionScreen = clipLine(currPositionScreen, mix(nextPositionScreen, prevPositionScreen, isEnd));

#ifdef ANTIALIASING
    let coverageScale = select(
      1.0,
      (widthPixels + 0.5 / project.devicePixelRatio) / max(widthPixels, 1e-6),
      widthPixels > 0.0
    );
#endif
#ifdef DASH_ENABLED
    let currentDeltaCommon = select(
      nextPositionCommon - currPositionCommon,
      currPositionCommon - prevPositionCommon,
      isEnd > 0.0
    );
    let billboardPathLength = select(
      0.0,
      length(currentDeltaCommon) * project.scale / (widthPixels * project.focalDistance),
      widthPixels > 0.0
    );
#endif
    let join = getLineJoinOffset(
      prevPositionScreen.xyz / prevPositionScreen.w,
      currPositionScreen.xyz / currPositionScreen.w,
      nextPositionScreen.xyz / nextPositionScreen.w,
      project_pixel_size_to_clipspace(vec2<f32>(widthPixels, widthPixels)),
#ifdef DASH_ENABLED
      billboardPathLength,
      billboardPathRange,
#endif
#ifdef ANTIALIASING
      coverageScale,
#endif
      attributes.positions,
      attributes.instanceTypes
    );
#ifdef DASH_ENABLED
    // Phase and justification use the complete source segment, while cap and joint coverage
    // must still recognize the endpoints moved by clipLine.
    varyings.vPathBounds = billboardPathLength * billboardPathRange;
#endif

    geometry.uv = join.pathPosition;
    varyings.position = vec4<f32>(
      currPositionScreen.xyz + join.offset * currPositionScreen.w,
      currPositionScreen.w
    );
    varyings.vCornerOffset = join.cornerOffset;
    varyings.vMiterLength = join.miterLength;
    varyings.vPathPosition = join.pathPosition;
    varyings.vPathLength = join.pathLength;
    varyings.vJointType = join.jointType;
  } else {
    let prevPositionCommon = project_position_vec3_f64(prevPosition, prevPosition64Low);
    let currPositionCommon = project_position_vec3_f64(currPosition, currPosition64Low);
    let nextPositionCommon = project_position_vec3_f64(nextPosition, nextPosition64Low);

    let width = vec2<f32>(
      project_pixel_size_float(widthPixels),
      project_pixel_size_float(widthPixels)
    );
#ifdef ANTIALIASING
    let coverageScale = select(
      1.0,
      (widthPixels + 0.5 / project.devicePixelRatio) / max(widthPixels, 1e-6),
      widthPixels > 0.0
    );
#endif
    let join = getLineJoinOffset(
      prevPositionCommon,
      currPositionCommon,
      nextPositionCommon,
      width,
#ifdef DASH_ENABLED
      1.0,
      vec2<f32>(0.0, 1.0),
#endif
#ifdef ANTIALIASING
      coverageScale,
#endif
      attributes.positions,
      attributes.instanceTypes
    );
#ifdef DASH_ENABLED
    varyings.vPathBounds = vec2<f32>(0.0, join.pathLength);
#endif

    geometry.position = vec4<f32>(currPositionCommon + join.offset, 1.0);
    geometry.uv = join.pathPosition;
    varyings.position = project_common_position_to_clipspace(geometry.position);
    varyings.vCornerOffset = join.cornerOffset;
    varyings.vMiterLength = join.miterLength;
    varyings.vPathPosition = join.pathPosition;
    varyings.vPathLength = join.pathLength;
    varyings.vJointType = join.jointType;
  }

  varyings.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&varyings.position, geometry.worldPosition.xy);

  varyings.vColor = vec4<f32>(
    attributes.instanceColors.rgb,
    attributes.instanceColors.a * layer.opacity
  );
  return varyings;
}

@fragment
fn fragmentMain(varyings: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = varyings.vPathPosition;

#ifdef ANTIALIASING
  // Coordinates of the outer silhouette, in units of half-width: rounded joints and caps are
  // bounded by the corner offset, everywhere else by the edge of the stroke. Dividing by the
  // screen-space derivative converts the distance to the boundary into device pixels, which stays
  // correct under perspective foreshortening and under extensions that rescale the stroke.
#ifdef DASH_ENABLED
  let isCorner =
    varyings.vPathPosition.y < varyings.vPathBounds.x ||
    varyings.vPathPosition.y > varyings.vPathBounds.y;
#else
  let isCorner = varyings.vPathPosition.y < 0.0 || varyings.vPathPosition.y > varyings.vPathLength;
#endif
  let isRound = varyings.vJointType > 0.5;

  // Distance to the silhouette in device pixels, from the derivative of the coordinate that
  // bounds it. Computed before the discards below: derivatives need uniform control flow and are
  // undefined after a discard in the quad. See dev-docs/RFCs/v9.4/analytic-antialiasing-rfc.md
  let bodyCoord = abs(varyings.vPathPosition.x);
  let cornerCoord = length(varyings.vCornerOffset);
  // Both evaluated so each derivative stays on one field across the corner/body boundary
  let bodyPixels = (1.0 - bodyCoord) / max(fwidth(bodyCoord), 1e-6);
  let cornerPixels = (1.0 - cornerCoord) / max(fwidth(cornerCoord), 1e-6);
#ifdef PATH_STYLE_OFFSET
  // Rounded corners still intersect the stroke-width envelope. Extensions may remap
  // vPathPosition.x independently of vCornerOffset, as PathStyleExtension does for offsets.
  let edgePixels = select(bodyPixels, min(cornerPixels, bodyPixels), isRound && isCorner);
#else
  let edgePixels = select(bodyPixels, cornerPixels, isRound && isCorner);
#endif

  // Fragments outside the coverage ramp must not write depth or picking colors.
  if (edgePixels <= -SMOOTH_EDGE_RADIUS) {
    discard;
  }

  if (isCorner) {
    if (!isRound && varyings.vMiterLength > path.miterLimit + 1.0) {
      discard;
    }
  }

  var color = varyings.vColor;

  // Feather one device pixel across the width only, before premultiplication. edgePixels is a
  // signed device-pixel distance and SMOOTH_EDGE_RADIUS is 0.5, so this ramps across one pixel.
  color.a *= smoothedge(0.0, edgePixels);
#else
#ifdef DASH_ENABLED
  if (
    varyings.vPathPosition.y < varyings.vPathBounds.x ||
    varyings.vPathPosition.y > varyings.vPathBounds.y
  ) {
#else
  if (
    varyings.vPathPosition.y < 0.0 ||
    varyings.vPathPosition.y > varyings.vPathLength
  ) {
#endif
    if (varyings.vJointType > 0.5 && length(varyings.vCornerOffset) > 1.0) {
      discard;
    }
    if (
      varyings.vJointType < 0.5 &&
      varyings.vMiterLength > path.miterLimit + 1.0
    ) {
      discard;
    }
  }
#endif

  // Fragment-layer injections that discard pixels must run after analytic coverage derivatives.
  // See TripsLayer, which rejects fragments outside of the active time window at this anchor.
  // DECKGL_FILTER_COLOR
  clip_filterColor(varyings.clipCoordinates);
#ifdef ANTIALIASING
  return deckgl_premultiplied_alpha(color);
#else
  return deckgl_premultiplied_alpha(varyings.vColor);
#endif
}
`,Bo=`#version 300 es
#define SHADER_NAME path-layer-vertex-shader
in vec2 positions;
in float instanceTypes;
in vec3 instanceStartPositions;
in vec3 instanceEndPositions;
in vec3 instanceLeftPositions;
in vec3 instanceRightPositions;
in vec3 instanceLeftPositions64Low;
in vec3 instanceStartPositions64Low;
in vec3 instanceEndPositions64Low;
in vec3 instanceRightPositions64Low;
in float instanceStrokeWidths;
in vec4 instanceColors;
in float rowIndexes;
uniform float opacity;
out vec4 vColor;
out vec2 vCornerOffset;
out float vMiterLength;
out vec2 vPathPosition;
out float vPathLength;
out float vJointType;
#ifdef DASH_ENABLED
out vec2 vPathBounds;
#endif
const float EPSILON = 0.001;
const vec3 ZERO_OFFSET = vec3(0.0);
float flipIfTrue(bool flag) {
return -(float(flag) * 2. - 1.);
}
vec3 getLineJoinOffset(
vec3 prevPoint, vec3 currPoint, vec3 nextPoint,
vec2 width
#ifdef DASH_ENABLED
, float sourcePathLength, vec2 sourcePathRange
#endif
#ifdef ANTIALIASING
, float coverageScale
#endif
) {
bool isEnd = positions.x > 0.0;
float sideOfPath = positions.y;
float isJoint = float(sideOfPath == 0.0);
vec3 deltaA3 = (currPoint - prevPoint);
vec3 deltaB3 = (nextPoint - currPoint);
mat3 rotationMatrix;
bool needsRotation = !path.billboard && project_needs_rotation(currPoint, rotationMatrix);
if (needsRotation) {
deltaA3 = deltaA3 * rotationMatrix;
deltaB3 = deltaB3 * rotationMatrix;
}
vec2 deltaA = deltaA3.xy / width;
vec2 deltaB = deltaB3.xy / width;
float lenA = length(deltaA);
float lenB = length(deltaB);
vec2 dirA = lenA > 0. ? normalize(deltaA) : vec2(0.0, 0.0);
vec2 dirB = lenB > 0. ? normalize(deltaB) : vec2(0.0, 0.0);
vec2 perpA = vec2(-dirA.y, dirA.x);
vec2 perpB = vec2(-dirB.y, dirB.x);
vec2 tangent = dirA + dirB;
tangent = length(tangent) > 0. ? normalize(tangent) : perpA;
vec2 miterVec = vec2(-tangent.y, tangent.x);
vec2 dir = isEnd ? dirA : dirB;
vec2 perp = isEnd ? perpA : perpB;
float L = isEnd ? lenA : lenB;
#ifdef DASH_ENABLED
vec3 currDelta3 = isEnd ? deltaA3 : deltaB3;
float currLength2D = length(currDelta3.xy);
float arcLengthRatio = 1.0;
float pathPositionOffset = 0.0;
float pathLength = L;
if (path.billboard) {
float visiblePathLength = sourcePathLength * (sourcePathRange.y - sourcePathRange.x);
arcLengthRatio = L > 0.0 ? visiblePathLength / L : 0.0;
pathPositionOffset = sourcePathLength * sourcePathRange.x;
pathLength = sourcePathLength;
} else if (currLength2D > 0.0) {
arcLengthRatio = length(currDelta3) / currLength2D;
pathLength = L * arcLengthRatio;
}
#endif
float sinHalfA = abs(dot(miterVec, perp));
float cosHalfA = abs(dot(dirA, miterVec));
float turnDirection = flipIfTrue(dirA.x * dirB.y >= dirA.y * dirB.x);
float cornerPosition = sideOfPath * turnDirection;
float miterSize = 1.0 / max(sinHalfA, EPSILON);
miterSize = mix(
min(miterSize, max(lenA, lenB) / max(cosHalfA, EPSILON)),
miterSize,
step(0.0, cornerPosition)
);
vec2 offsetVec = mix(miterVec * miterSize, perp, step(0.5, cornerPosition))
* (sideOfPath + isJoint * turnDirection);
bool isStartCap = lenA == 0.0 || (!isEnd && (instanceTypes == 1.0 || instanceTypes == 3.0));
bool isEndCap = lenB == 0.0 || (isEnd && (instanceTypes == 2.0 || instanceTypes == 3.0));
bool isCap = isStartCap || isEndCap;
if (isCap) {
offsetVec = mix(perp * sideOfPath, dir * path.capType * 4.0 * flipIfTrue(isStartCap), isJoint);
vJointType = path.capType;
} else {
vJointType = path.jointType;
}
#ifdef ANTIALIASING
vec2 coverageOffsetVec = offsetVec * coverageScale;
#ifdef DASH_ENABLED
vPathLength = pathLength;
#else
vPathLength = L;
#endif
vCornerOffset = coverageOffsetVec;
vMiterLength = dot(vCornerOffset, miterVec * turnDirection);
vMiterLength = isCap ? isJoint : vMiterLength;
vec2 offsetFromStartOfPath = coverageOffsetVec + deltaA * float(isEnd);
vPathPosition = vec2(
dot(offsetFromStartOfPath, perp),
#ifdef DASH_ENABLED
pathPositionOffset + dot(offsetFromStartOfPath, dir) * arcLengthRatio
#else
dot(offsetFromStartOfPath, dir)
#endif
);
geometry.uv = vPathPosition;
float isValid = step(instanceTypes, 3.5);
vec3 offset = vec3(coverageOffsetVec * width * isValid, 0.0);
#else
#ifdef DASH_ENABLED
vPathLength = pathLength;
#else
vPathLength = L;
#endif
vCornerOffset = offsetVec;
vMiterLength = dot(vCornerOffset, miterVec * turnDirection);
vMiterLength = isCap ? isJoint : vMiterLength;
vec2 offsetFromStartOfPath = vCornerOffset + deltaA * float(isEnd);
vPathPosition = vec2(
dot(offsetFromStartOfPath, perp),
#ifdef DASH_ENABLED
pathPositionOffset + dot(offsetFromStartOfPath, dir) * arcLengthRatio
#else
dot(offsetFromStartOfPath, dir)
#endif
);
geometry.uv = vPathPosition;
float isValid = step(instanceTypes, 3.5);
vec3 offset = vec3(offsetVec * width * isValid, 0.0);
#endif
if (needsRotation) {
offset = rotationMatrix * offset;
}
return offset;
}
void clipLine(inout vec4 position, vec4 refPosition) {
if (position.w < EPSILON) {
float r = (EPSILON - refPosition.w) / (position.w - refPosition.w);
position = refPosition + (position - refPosition) * r;
}
}
#ifdef DASH_ENABLED
vec2 getClippedPathRange(float startW, float endW) {
bool startClipped = startW < EPSILON;
bool endClipped = endW < EPSILON;
if (startClipped && endClipped) {
return vec2(0.0);
}
if (startClipped || endClipped) {
float intersection = clamp((EPSILON - startW) / (endW - startW), 0.0, 1.0);
return startClipped ? vec2(intersection, 1.0) : vec2(0.0, intersection);
}
return vec2(0.0, 1.0);
}
#endif
void main() {
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
vColor = vec4(instanceColors.rgb, instanceColors.a * layer.opacity);
float isEnd = positions.x;
vec3 prevPosition = mix(instanceLeftPositions, instanceStartPositions, isEnd);
vec3 prevPosition64Low = mix(instanceLeftPositions64Low, instanceStartPositions64Low, isEnd);
vec3 currPosition = mix(instanceStartPositions, instanceEndPositions, isEnd);
vec3 currPosition64Low = mix(instanceStartPositions64Low, instanceEndPositions64Low, isEnd);
vec3 nextPosition = mix(instanceEndPositions, instanceRightPositions, isEnd);
vec3 nextPosition64Low = mix(instanceEndPositions64Low, instanceRightPositions64Low, isEnd);
geometry.worldPosition = currPosition;
vec2 widthPixels = vec2(clamp(
project_size_to_pixel(instanceStrokeWidths * path.widthScale, path.widthUnits),
path.widthMinPixels, path.widthMaxPixels) / 2.0);
vec3 width;
if (path.billboard) {
#ifdef DASH_ENABLED
vec4 prevPositionCommon;
vec4 nextPositionCommon;
vec4 prevPositionScreen = project_position_to_clipspace(
prevPosition, prevPosition64Low, ZERO_OFFSET, prevPositionCommon
);
#else
vec4 prevPositionScreen = project_position_to_clipspace(
prevPosition, prevPosition64Low, ZERO_OFFSET
);
#endif
vec4 currPositionScreen = project_position_to_clipspace(currPosition, currPosition64Low, ZERO_OFFSET, geometry.position);
#ifdef DASH_ENABLED
vec4 nextPositionScreen = project_position_to_clipspace(
nextPosition, nextPosition64Low, ZERO_OFFSET, nextPositionCommon
);
#else
vec4 nextPositionScreen = project_position_to_clipspace(
nextPosition, nextPosition64Low, ZERO_OFFSET
);
#endif
#ifdef DASH_ENABLED
vec4 sourcePathStartScreen = mix(currPositionScreen, prevPositionScreen, isEnd);
vec4 sourcePathEndScreen = mix(nextPositionScreen, currPositionScreen, isEnd);
vec2 billboardPathRange = getClippedPathRange(
sourcePathStartScreen.w, sourcePathEndScreen.w
);
#endif
clipLine(prevPositionScreen, currPositionScreen);
clipLine(nextPositionScreen, currPositionScreen);
clipLine(currPositionScreen, mix(nextPositionScreen, prevPositionScreen, isEnd));
width = vec3(widthPixels, 0.0);
DECKGL_FILTER_SIZE(width, geometry);
#ifdef ANTIALIASING
vec2 coveragePadding = vec2(0.5 / project.devicePixelRatio);
float coverageScale = length(width.xy) > 0.0
? length(width.xy + coveragePadding) / length(width.xy)
: 1.0;
#endif
#ifdef DASH_ENABLED
vec3 currentDeltaCommon = isEnd > 0.0
? geometry.position.xyz - prevPositionCommon.xyz
: nextPositionCommon.xyz - geometry.position.xyz;
float billboardPathLength = width.x > 0.0
? length(currentDeltaCommon) * project.scale / (width.x * project.focalDistance)
: 0.0;
#endif
vec3 offset = getLineJoinOffset(
prevPositionScreen.xyz / prevPositionScreen.w,
currPositionScreen.xyz / currPositionScreen.w,
nextPositionScreen.xyz / nextPositionScreen.w,
project_pixel_size_to_clipspace(width.xy)
#ifdef DASH_ENABLED
,
billboardPathLength, billboardPathRange
#endif
#ifdef ANTIALIASING
,
coverageScale
#endif
);
#ifdef DASH_ENABLED
vPathBounds = billboardPathLength * billboardPathRange;
#endif
DECKGL_FILTER_GL_POSITION(currPositionScreen, geometry);
gl_Position = vec4(currPositionScreen.xyz + offset * currPositionScreen.w, currPositionScreen.w);
} else {
prevPosition = project_position(prevPosition, prevPosition64Low);
currPosition = project_position(currPosition, currPosition64Low);
nextPosition = project_position(nextPosition, nextPosition64Low);
width = vec3(project_pixel_size(widthPixels), 0.0);
DECKGL_FILTER_SIZE(width, geometry);
#ifdef ANTIALIASING
vec2 coveragePadding = project_pixel_size(vec2(0.5 / project.devicePixelRatio));
float coverageScale = length(width.xy) > 0.0
? length(width.xy + coveragePadding) / length(width.xy)
: 1.0;
#endif
vec3 offset = getLineJoinOffset(
prevPosition, currPosition, nextPosition, width.xy
#ifdef DASH_ENABLED
, 1.0, vec2(0.0, 1.0)
#endif
#ifdef ANTIALIASING
, coverageScale
#endif
);
#ifdef DASH_ENABLED
vPathBounds = vec2(0.0, vPathLength);
#endif
geometry.position = vec4(currPosition + offset, 1.0);
gl_Position = project_common_position_to_clipspace(geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
DECKGL_FILTER_COLOR(vColor, geometry);
}
`,Vo=`#version 300 es
#define SHADER_NAME path-layer-fragment-shader
precision highp float;
in vec4 vColor;
in vec2 vCornerOffset;
in float vMiterLength;
in vec2 vPathPosition;
in float vPathLength;
in float vJointType;
#ifdef DASH_ENABLED
in vec2 vPathBounds;
#endif
out vec4 fragColor;
void main(void) {
geometry.uv = vPathPosition;
#ifdef ANTIALIASING
#ifdef DASH_ENABLED
bool isCorner = vPathPosition.y < vPathBounds.x || vPathPosition.y > vPathBounds.y;
#else
bool isCorner = vPathPosition.y < 0.0 || vPathPosition.y > vPathLength;
#endif
bool isRound = vJointType > 0.5;
float bodyCoord = abs(vPathPosition.x);
float cornerCoord = length(vCornerOffset);
float bodyPixels = (1.0 - bodyCoord) / max(fwidth(bodyCoord), 1e-6);
float cornerPixels = (1.0 - cornerCoord) / max(fwidth(cornerCoord), 1e-6);
#ifdef PATH_STYLE_OFFSET
float edgePixels = isRound && isCorner ? min(cornerPixels, bodyPixels) : bodyPixels;
#else
float edgePixels = isRound && isCorner ? cornerPixels : bodyPixels;
#endif
if (edgePixels <= -SMOOTH_EDGE_RADIUS) {
discard;
}
if (isCorner) {
if (!isRound && vMiterLength > path.miterLimit + 1.0) {
discard;
}
}
fragColor = vColor;
fragColor.a *= smoothedge(0.0, edgePixels);
#else
#ifdef DASH_ENABLED
if (vPathPosition.y < vPathBounds.x || vPathPosition.y > vPathBounds.y) {
#else
if (vPathPosition.y < 0.0 || vPathPosition.y > vPathLength) {
#endif
if (vJointType > 0.5 && length(vCornerOffset) > 1.0) {
discard;
}
if (vJointType < 0.5 && vMiterLength > path.miterLimit + 1.0) {
discard;
}
}
fragColor = vColor;
#endif
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`,Ho=[0,0,0,255],Uo={widthUnits:`meters`,widthScale:{type:`number`,min:0,value:1},widthMinPixels:{type:`number`,min:0,value:0},widthMaxPixels:{type:`number`,min:0,value:2**53-1},jointRounded:!1,capRounded:!1,miterLimit:{type:`number`,min:0,value:4},antialiasing:!1,billboard:!1,_pathType:null,getPath:{type:`accessor`,value:e=>e.path},getColor:{type:`accessor`,value:Ho},getWidth:{type:`accessor`,value:1},rounded:{deprecatedFor:[`jointRounded`,`capRounded`]}},Wo={enter:(e,t)=>t.length?t.subarray(t.length-e.length):e};function Go(e){if(e.isGeospatial)return null;let{unitsPerMeter:t}=e.distanceScales;return[t[0],t[1],t[2]]}function Ko(e,t){return e===t||!!(e&&t&&e.length===t.length&&e.every((e,n)=>e===t[n]))}var qo=class extends se{getShaders(){let{antialiasing:e}=this.props;return super.getShaders({vs:Bo,fs:Vo,source:zo,defines:e?{ANTIALIASING:1}:{},modules:[Kn,Gn,O,Ro,...this.context.device.type===`webgpu`?[$a]:[]]})}get wrapLongitude(){return!1}getBounds(){return this.context.device.type===`webgpu`?null:this.getAttributeManager()?.getBounds([`vertexPositions`])}getPathProjectionScale(e){let t=this.props.coordinateSystem;if(!this.getAttributeManager()?.getAttributes().instanceDashOffsets)return null;if(e instanceof Oe&&e.zoom>=12&&(t==="default"||t===`lnglat`||t===`cartesian`)){let n=be.getUniforms({viewport:e,coordinateSystem:t,coordinateOrigin:this.props.coordinateOrigin,autoWrapLongitude:this.wrapLongitude});return[e.projectionMode,n.coordinateOrigin[1],n.commonOrigin[1],...n.commonUnitsPerWorldUnit,...n.commonUnitsPerWorldUnit2,n.commonUnitsPerMeter[2]]}let n=Go(e);return n?[e.projectionMode,...n]:[e.projectionMode]}shouldUpdateState(e){let{viewport:t}=this.context;return super.shouldUpdateState(e)||this.state?.tessellationResolution!==t.resolution||!Ko(this.state?.pathProjectionScale,this.getPathProjectionScale(t))}initializeState(){let e=this.context.device.type===`webgpu`;this.getAttributeManager().addInstanced({...e?{pathPositions:{size:24,type:`float32`,transition:!1,accessor:`getPath`,update:this.calculateWebGPUPositions,shaderAttributes:{instanceLeftPositions:{size:3,elementOffset:0},instanceStartPositions:{size:3,elementOffset:3},instanceEndPositions:{size:3,elementOffset:6},instanceRightPositions:{size:3,elementOffset:9},instanceLeftPositions64Low:{size:3,elementOffset:12},instanceStartPositions64Low:{size:3,elementOffset:15},instanceEndPositions64Low:{size:3,elementOffset:18},instanceRightPositions64Low:{size:3,elementOffset:21}},noAlloc:!0}}:{vertexPositions:{size:3,vertexOffset:1,type:`float64`,fp64:this.use64bitPositions(),transition:Wo,accessor:`getPath`,update:this.calculatePositions,noAlloc:!0,shaderAttributes:{instanceLeftPositions:{vertexOffset:0},instanceStartPositions:{vertexOffset:1},instanceEndPositions:{vertexOffset:2},instanceRightPositions:{vertexOffset:3}}}},instanceTypes:{size:1,type:e?`float32`:`uint8`,update:this.calculateSegmentTypes,noAlloc:!0},instanceStrokeWidths:{size:1,accessor:`getWidth`,transition:!e&&Wo,defaultValue:1,bufferGroup:`path-instance-data`},instanceColors:{size:this.props.colorFormat.length,type:`unorm8`,accessor:`getColor`,transition:!e&&Wo,defaultValue:Ho,bufferGroup:`path-instance-data`},rowIndexes:{size:1,type:`uint32`,accessor:(e,{index:t})=>e&&e.__source?e.__source.index:t,bufferGroup:`path-instance-data`}}),this.setState({pathTesselator:new Po({fp64:this.use64bitPositions(),isWebGPU:e}),tessellationResolution:this.context.viewport.resolution,pathProjectionScale:this.getPathProjectionScale(this.context.viewport)})}updateState(e){super.updateState(e);let{props:t,oldProps:n,changeFlags:r}=e,i=this.getAttributeManager(),{viewport:a}=this.context,o=this.state.tessellationResolution!==a.resolution,s=this.getPathProjectionScale(a),c=!Ko(this.state.pathProjectionScale,s),l=r.updateTriggersChanged&&(r.updateTriggersChanged.all||r.updateTriggersChanged.getPath)||t._pathType!==n._pathType||t.positionFormat!==n.positionFormat||t.wrapLongitude!==n.wrapLongitude||o;if(r.dataChanged||l){let{pathTesselator:e}=this.state,n=t.data.attributes||{};e.updateGeometry({data:t.data,geometryBuffer:n.getPath,buffers:n,normalize:!t._pathType,loop:t._pathType===`loop`,getGeometry:t.getPath,positionFormat:t.positionFormat,wrapLongitude:t.wrapLongitude,resolution:a.resolution,dataChanged:l?void 0:r.dataChanged}),this.setState({numInstances:e.instanceCount,startIndices:e.vertexStarts,tessellationResolution:a.resolution,pathProjectionScale:s}),!r.dataChanged||l?i.invalidateAll():c&&i.invalidate(`instanceDashOffsets`)}else c&&(this.setState({pathProjectionScale:s}),i.invalidate(`instanceDashOffsets`));(r.extensionsChanged||t.antialiasing!==n.antialiasing)&&(this.state.model?.destroy(),this.state.model=this._getModel(),i.invalidateAll())}getPickingInfo(e){let t=super.getPickingInfo(e),{index:n}=t,r=this.props.data;return r[0]&&r[0].__source&&(t.object=r.find(e=>e.__source.index===n)),t}disablePickingIndex(e){let t=this.props.data;if(t[0]&&t[0].__source)for(let n=0;n<t.length;n++)t[n].__source.index===e&&this._disablePickingIndex(n);else super.disablePickingIndex(e)}draw({uniforms:e}){let{jointRounded:t,capRounded:n,billboard:r,miterLimit:i,widthUnits:a,widthScale:o,widthMinPixels:s,widthMaxPixels:c}=this.props,l=this.state.model,u={jointType:Number(t),capType:Number(n),billboard:r,widthUnits:Ve[a],widthScale:o,miterLimit:i,widthMinPixels:s,widthMaxPixels:c};l.shaderInputs.setProps({path:u}),l.draw(this.context.renderPass)}_getModel(){let e=[0,1,2,1,4,2,1,3,4,3,5,4],t=[0,0,0,-1,0,1,1,-1,1,1,1,0];return new k(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new ae({topology:`triangle-list`,attributes:{indices:new Uint16Array(e),positions:{value:new Float32Array(t),size:2}}}),isInstanced:!0})}calculatePositions(e){let{pathTesselator:t}=this.state;e.startIndices=t.vertexStarts,e.value=t.get(`positions`)}calculateSegmentTypes(e){let{pathTesselator:t}=this.state;e.startIndices=t.vertexStarts,e.value=t.get(`segmentTypes`)}calculateWebGPUPositions(e){let{pathTesselator:t}=this.state,n=t.get(`positions`);if(!n){e.value=null;return}let r=t.instanceCount,i=new Float32Array(r*24),a=[-1,0,1,2];for(let e=0;e<r;e++){let t=e*24;for(let o=0;o<4;o++){let s=e+a[o],c=t+o*3;for(let e=0;e<3;e++){let t=s>=0&&s<r?n[s*3+e]:0,a=Math.fround(t);i[c+e]=a,i[c+e+12]=t-a}}}e.startIndices=t.vertexStarts,e.value=i}};qo.defaultProps=Uo,qo.layerName=`PathLayer`;var Jo=e(n(((e,t)=>{t.exports=n,t.exports.default=n;function n(e,t,n){n||=2;var i=t&&t.length,o=i?t[0]*n:e.length,s=r(e,0,o,n,!0),c=[];if(!s||s.next===s.prev)return c;var l,d,f,p,m,h,g;if(i&&(s=u(e,t,s,n)),e.length>80*n){l=f=e[0],d=p=e[1];for(var _=n;_<o;_+=n)m=e[_],h=e[_+1],m<l&&(l=m),h<d&&(d=h),m>f&&(f=m),h>p&&(p=h);g=Math.max(f-l,p-d),g=g===0?0:32767/g}return a(s,c,n,l,d,g,0),c}function r(e,t,n,r,i){var a,o;if(i===ie(e,t,n,r)>0)for(a=t;a<n;a+=r)o=re(a,e[a],e[a+1],o);else for(a=n-r;a>=t;a-=r)o=re(a,e[a],e[a+1],o);return o&&S(o,o.next)&&(D(o),o=o.next),o}function i(e,t){if(!e)return e;t||=e;var n=e,r;do if(r=!1,!n.steiner&&(S(n,n.next)||x(n.prev,n,n.next)===0)){if(D(n),n=t=n.prev,n===n.next)break;r=!0}else n=n.next;while(r||n!==t);return t}function a(e,t,n,r,u,d,f){if(e){!f&&d&&h(e,r,u,d);for(var p=e,m,g;e.prev!==e.next;)if(m=e.prev,g=e.next,d?s(e,r,u,d):o(e))t.push(m.i/n|0),t.push(e.i/n|0),t.push(g.i/n|0),D(e),e=g.next,p=g.next;else if(e=g,e===p){f?f===1?(e=c(i(e),t,n),a(e,t,n,r,u,d,2)):f===2&&l(e,t,n,r,u,d):a(i(e),t,n,r,u,d,1);break}}}function o(e){var t=e.prev,n=e,r=e.next;if(x(t,n,r)>=0)return!1;for(var i=t.x,a=n.x,o=r.x,s=t.y,c=n.y,l=r.y,u=i<a?i<o?i:o:a<o?a:o,d=s<c?s<l?s:l:c<l?c:l,f=i>a?i>o?i:o:a>o?a:o,p=s>c?s>l?s:l:c>l?c:l,m=r.next;m!==t;){if(m.x>=u&&m.x<=f&&m.y>=d&&m.y<=p&&y(i,s,a,c,o,l,m.x,m.y)&&x(m.prev,m,m.next)>=0)return!1;m=m.next}return!0}function s(e,t,n,r){var i=e.prev,a=e,o=e.next;if(x(i,a,o)>=0)return!1;for(var s=i.x,c=a.x,l=o.x,u=i.y,d=a.y,f=o.y,p=s<c?s<l?s:l:c<l?c:l,m=u<d?u<f?u:f:d<f?d:f,h=s>c?s>l?s:l:c>l?c:l,g=u>d?u>f?u:f:d>f?d:f,v=_(p,m,t,n,r),b=_(h,g,t,n,r),S=e.prevZ,C=e.nextZ;S&&S.z>=v&&C&&C.z<=b;){if(S.x>=p&&S.x<=h&&S.y>=m&&S.y<=g&&S!==i&&S!==o&&y(s,u,c,d,l,f,S.x,S.y)&&x(S.prev,S,S.next)>=0||(S=S.prevZ,C.x>=p&&C.x<=h&&C.y>=m&&C.y<=g&&C!==i&&C!==o&&y(s,u,c,d,l,f,C.x,C.y)&&x(C.prev,C,C.next)>=0))return!1;C=C.nextZ}for(;S&&S.z>=v;){if(S.x>=p&&S.x<=h&&S.y>=m&&S.y<=g&&S!==i&&S!==o&&y(s,u,c,d,l,f,S.x,S.y)&&x(S.prev,S,S.next)>=0)return!1;S=S.prevZ}for(;C&&C.z<=b;){if(C.x>=p&&C.x<=h&&C.y>=m&&C.y<=g&&C!==i&&C!==o&&y(s,u,c,d,l,f,C.x,C.y)&&x(C.prev,C,C.next)>=0)return!1;C=C.nextZ}return!0}function c(e,t,n){var r=e;do{var a=r.prev,o=r.next.next;!S(a,o)&&C(a,r,r.next,o)&&E(a,o)&&E(o,a)&&(t.push(a.i/n|0),t.push(r.i/n|0),t.push(o.i/n|0),D(r),D(r.next),r=e=o),r=r.next}while(r!==e);return i(r)}function l(e,t,n,r,o,s){var c=e;do{for(var l=c.next.next;l!==c.prev;){if(c.i!==l.i&&b(c,l)){var u=ne(c,l);c=i(c,c.next),u=i(u,u.next),a(c,t,n,r,o,s,0),a(u,t,n,r,o,s,0);return}l=l.next}c=c.next}while(c!==e)}function u(e,t,n,i){for(var a=[],o=0,s=t.length,c,l,u;o<s;o++)c=t[o]*i,l=o<s-1?t[o+1]*i:e.length,u=r(e,c,l,i,!1),u===u.next&&(u.steiner=!0),a.push(v(u));for(a.sort(d),o=0;o<a.length;o++)n=f(a[o],n);return n}function d(e,t){return e.x-t.x}function f(e,t){var n=p(e,t);if(!n)return t;var r=ne(n,e);return i(r,r.next),i(n,n.next)}function p(e,t){var n=t,r=e.x,i=e.y,a=-1/0,o;do{if(i<=n.y&&i>=n.next.y&&n.next.y!==n.y){var s=n.x+(i-n.y)*(n.next.x-n.x)/(n.next.y-n.y);if(s<=r&&s>a&&(a=s,o=n.x<n.next.x?n:n.next,s===r))return o}n=n.next}while(n!==t);if(!o)return null;var c=o,l=o.x,u=o.y,d=1/0,f;n=o;do r>=n.x&&n.x>=l&&r!==n.x&&y(i<u?r:a,i,l,u,i<u?a:r,i,n.x,n.y)&&(f=Math.abs(i-n.y)/(r-n.x),E(n,e)&&(f<d||f===d&&(n.x>o.x||n.x===o.x&&m(o,n)))&&(o=n,d=f)),n=n.next;while(n!==c);return o}function m(e,t){return x(e.prev,e,t.prev)<0&&x(t.next,e,e.next)<0}function h(e,t,n,r){var i=e;do i.z===0&&(i.z=_(i.x,i.y,t,n,r)),i.prevZ=i.prev,i.nextZ=i.next,i=i.next;while(i!==e);i.prevZ.nextZ=null,i.prevZ=null,g(i)}function g(e){var t,n,r,i,a,o,s,c,l=1;do{for(n=e,e=null,a=null,o=0;n;){for(o++,r=n,s=0,t=0;t<l&&(s++,r=r.nextZ,r);t++);for(c=l;s>0||c>0&&r;)s!==0&&(c===0||!r||n.z<=r.z)?(i=n,n=n.nextZ,s--):(i=r,r=r.nextZ,c--),a?a.nextZ=i:e=i,i.prevZ=a,a=i;n=r}a.nextZ=null,l*=2}while(o>1);return e}function _(e,t,n,r,i){return e=(e-n)*i|0,t=(t-r)*i|0,e=(e|e<<8)&16711935,e=(e|e<<4)&252645135,e=(e|e<<2)&858993459,e=(e|e<<1)&1431655765,t=(t|t<<8)&16711935,t=(t|t<<4)&252645135,t=(t|t<<2)&858993459,t=(t|t<<1)&1431655765,e|t<<1}function v(e){var t=e,n=e;do(t.x<n.x||t.x===n.x&&t.y<n.y)&&(n=t),t=t.next;while(t!==e);return n}function y(e,t,n,r,i,a,o,s){return(i-o)*(t-s)>=(e-o)*(a-s)&&(e-o)*(r-s)>=(n-o)*(t-s)&&(n-o)*(a-s)>=(i-o)*(r-s)}function b(e,t){return e.next.i!==t.i&&e.prev.i!==t.i&&!ee(e,t)&&(E(e,t)&&E(t,e)&&te(e,t)&&(x(e.prev,e,t.prev)||x(e,t.prev,t))||S(e,t)&&x(e.prev,e,e.next)>0&&x(t.prev,t,t.next)>0)}function x(e,t,n){return(t.y-e.y)*(n.x-t.x)-(t.x-e.x)*(n.y-t.y)}function S(e,t){return e.x===t.x&&e.y===t.y}function C(e,t,n,r){var i=T(x(e,t,n)),a=T(x(e,t,r)),o=T(x(n,r,e)),s=T(x(n,r,t));return!!(i!==a&&o!==s||i===0&&w(e,n,t)||a===0&&w(e,r,t)||o===0&&w(n,e,r)||s===0&&w(n,t,r))}function w(e,t,n){return t.x<=Math.max(e.x,n.x)&&t.x>=Math.min(e.x,n.x)&&t.y<=Math.max(e.y,n.y)&&t.y>=Math.min(e.y,n.y)}function T(e){return e>0?1:e<0?-1:0}function ee(e,t){var n=e;do{if(n.i!==e.i&&n.next.i!==e.i&&n.i!==t.i&&n.next.i!==t.i&&C(n,n.next,e,t))return!0;n=n.next}while(n!==e);return!1}function E(e,t){return x(e.prev,e,e.next)<0?x(e,t,e.next)>=0&&x(e,e.prev,t)>=0:x(e,t,e.prev)<0||x(e,e.next,t)<0}function te(e,t){var n=e,r=!1,i=(e.x+t.x)/2,a=(e.y+t.y)/2;do n.y>a!=n.next.y>a&&n.next.y!==n.y&&i<(n.next.x-n.x)*(a-n.y)/(n.next.y-n.y)+n.x&&(r=!r),n=n.next;while(n!==e);return r}function ne(e,t){var n=new O(e.i,e.x,e.y),r=new O(t.i,t.x,t.y),i=e.next,a=t.prev;return e.next=t,t.prev=e,n.next=i,i.prev=n,r.next=n,n.prev=r,a.next=r,r.prev=a,r}function re(e,t,n,r){var i=new O(e,t,n);return r?(i.next=r.next,i.prev=r,r.next.prev=i,r.next=i):(i.prev=i,i.next=i),i}function D(e){e.next.prev=e.prev,e.prev.next=e.next,e.prevZ&&(e.prevZ.nextZ=e.nextZ),e.nextZ&&(e.nextZ.prevZ=e.prevZ)}function O(e,t,n){this.i=e,this.x=t,this.y=n,this.prev=null,this.next=null,this.z=0,this.prevZ=null,this.nextZ=null,this.steiner=!1}n.deviation=function(e,t,n,r){var i=t&&t.length,a=i?t[0]*n:e.length,o=Math.abs(ie(e,0,a,n));if(i)for(var s=0,c=t.length;s<c;s++){var l=t[s]*n,u=s<c-1?t[s+1]*n:e.length;o-=Math.abs(ie(e,l,u,n))}var d=0;for(s=0;s<r.length;s+=3){var f=r[s]*n,p=r[s+1]*n,m=r[s+2]*n;d+=Math.abs((e[f]-e[m])*(e[p+1]-e[f+1])-(e[f]-e[p])*(e[m+1]-e[f+1]))}return o===0&&d===0?0:Math.abs((d-o)/o)};function ie(e,t,n,r){for(var i=0,a=t,o=n-r;a<n;a+=r)i+=(e[o]-e[a])*(e[a+1]+e[o+1]),o=a;return i}n.flatten=function(e){for(var t=e[0][0].length,n={vertices:[],holes:[],dimensions:t},r=0,i=0;i<e.length;i++){for(var a=0;a<e[i].length;a++)for(var o=0;o<t;o++)n.vertices.push(e[i][a][o]);i>0&&(r+=e[i-1].length,n.holes.push(r))}return n}}))(),1),Yo=ro.CLOCKWISE,Xo=ro.COUNTER_CLOCKWISE,V={isClosed:!0};function Zo(e){if(e=e&&e.positions||e,!Array.isArray(e)&&!ArrayBuffer.isView(e))throw Error(`invalid polygon`)}function Qo(e){return`positions`in e?e.positions:e}function $o(e){return`holeIndices`in e?e.holeIndices:null}function es(e){return Array.isArray(e[0])}function ts(e){return e.length>=1&&e[0].length>=2&&Number.isFinite(e[0][0])}function ns(e){let t=e[0],n=e[e.length-1];return t[0]===n[0]&&t[1]===n[1]&&t[2]===n[2]}function rs(e,t,n,r){for(let i=0;i<t;i++)if(e[n+i]!==e[r-t+i])return!1;return!0}function is(e,t,n,r,i){let a=t,o=n.length;for(let t=0;t<o;t++)for(let i=0;i<r;i++)e[a++]=n[t][i]||0;if(!ns(n))for(let t=0;t<r;t++)e[a++]=n[0][t]||0;return V.start=t,V.end=a,V.size=r,io(e,i,V),a}function as(e,t,n,r,i=0,a,o){a||=n.length;let s=a-i;if(s<=0)return t;let c=t;for(let t=0;t<s;t++)e[c++]=n[i+t];if(!rs(n,r,i,a))for(let t=0;t<r;t++)e[c++]=n[i+t];return V.start=t,V.end=c,V.size=r,io(e,o,V),c}function os(e,t){Zo(e);let n=[],r=[];if(`positions`in e){let{positions:i,holeIndices:a}=e;if(a){let e=0;for(let o=0;o<=a.length;o++)e=as(n,e,i,t,a[o-1],a[o],o===0?Yo:Xo),r.push(e);return r.pop(),{positions:n,holeIndices:r}}e=i}if(!es(e))return as(n,0,e,t,0,n.length,Yo),n;if(!ts(e)){let i=0;for(let[a,o]of e.entries())i=is(n,i,o,t,a===0?Yo:Xo),r.push(i);return r.pop(),{positions:n,holeIndices:r}}return is(n,0,e,t,Yo),n}function ss(e,t,n){let r=e.length/3,i=0;for(let a=0;a<r;a++){let o=(a+1)%r;i+=e[a*3+t]*e[o*3+n],i-=e[o*3+t]*e[a*3+n]}return Math.abs(i/2)}function cs(e,t,n,r){let i=e.length/3;for(let a=0;a<i;a++){let i=a*3,o=e[i+0],s=e[i+1],c=e[i+2];e[i+t]=o,e[i+n]=s,e[i+r]=c}}function ls(e,t,n,r){let i=$o(e);i&&=i.map(e=>e/t);let a=Qo(e),o=r&&t===3;if(n){let e=a.length;a=a.slice();let r=[];for(let i=0;i<e;i+=t){r[0]=a[i],r[1]=a[i+1],o&&(r[2]=a[i+2]);let e=n(r);a[i]=e[0],a[i+1]=e[1],o&&(a[i+2]=e[2])}}if(o){let e=ss(a,0,1),t=ss(a,0,2),r=ss(a,1,2);if(!e&&!t&&!r)return[];e>t&&e>r||(t>r?(n||(a=a.slice()),cs(a,0,2,1)):(n||(a=a.slice()),cs(a,2,0,1)))}return(0,Jo.default)(a,i,t)}var us=class extends or{constructor(e){let{fp64:t,IndexType:n=Uint32Array}=e;super({...e,attributes:{positions:{size:3,type:t?Float64Array:Float32Array},vertexValid:{type:Uint16Array,size:1},indices:{type:n,size:1}}})}get(e){let{attributes:t}=this;return e===`indices`?t.indices&&t.indices.subarray(0,this.vertexCount):t[e]}updateGeometry(e){super.updateGeometry(e);let t=this.buffers.indices;if(t)this.vertexCount=(t.value||t).length;else if(this.data&&!this.getGeometry)throw Error(`missing indices buffer`)}normalizeGeometry(e){if(this.normalize){let t=os(e,this.positionSize);return this.opts.resolution?_o(Qo(t),$o(t),{size:this.positionSize,gridResolution:this.opts.resolution,edgeTypes:!0}):this.opts.wrapLongitude?To(Qo(t),$o(t),{size:this.positionSize,maxLatitude:86,edgeTypes:!0}):t}return e}getGeometrySize(e){if(ds(e)){let t=0;for(let n of e)t+=this.getGeometrySize(n);return t}return Qo(e).length/this.positionSize}getGeometryFromBuffer(e){return this.normalize||!this.buffers.indices?super.getGeometryFromBuffer(e):null}updateGeometryAttributes(e,t){if(e&&ds(e))for(let n of e){let e=this.getGeometrySize(n);t.geometrySize=e,this.updateGeometryAttributes(n,t),t.vertexStart+=e,t.indexStart=this.indexStarts[t.geometryIndex+1]}else{let n=e;this._updateIndices(n,t),this._updatePositions(n,t),this._updateVertexValid(n,t)}}_updateIndices(e,{geometryIndex:t,vertexStart:n,indexStart:r}){let{attributes:i,indexStarts:a,typedArrayManager:o}=this,s=i.indices;if(!s||!e)return;let c=r,l=ls(e,this.positionSize,this.opts.preproject,this.opts.full3d);s=o.allocate(s,r+l.length,{copy:!0});for(let e=0;e<l.length;e++)s[c++]=l[e]+n;a[t+1]=r+l.length,i.indices=s}_updatePositions(e,{vertexStart:t,geometrySize:n}){let{attributes:{positions:r},positionSize:i}=this;if(!r||!e)return;let a=Qo(e);for(let e=t,o=0;o<n;e++,o++){let t=a[o*i],n=a[o*i+1],s=i>2?a[o*i+2]:0;r[e*3]=t,r[e*3+1]=n,r[e*3+2]=s}}_updateVertexValid(e,{vertexStart:t,geometrySize:n}){let{positionSize:r}=this,i=this.attributes.vertexValid,a=e&&$o(e);if(e&&e.edgeTypes?i.set(e.edgeTypes,t):i.fill(1,t,t+n),a)for(let e=0;e<a.length;e++)i[t+a[e]/r-1]=0;i[t+n-1]=0}};function ds(e){return Array.isArray(e)&&e.length>0&&!Number.isFinite(e[0])}var fs=`struct SolidPolygonUniforms {
  extruded: f32,
  isWireframe: f32,
  elevationScale: f32,
};

@group(0) @binding(auto) var<uniform> solidPolygon: SolidPolygonUniforms;
`,ps=`layout(std140) uniform solidPolygonUniforms {
  bool extruded;
  bool isWireframe;
  float elevationScale;
} solidPolygon;
`,ms={name:`solidPolygon`,source:fs,vs:ps,fs:ps,uniformTypes:{extruded:`f32`,isWireframe:`f32`,elevationScale:`f32`}},hs=`in vec4 fillColors;
in vec4 lineColors;
in float rowIndexes;
out vec4 vColor;
struct PolygonProps {
vec3 positions;
vec3 positions64Low;
vec3 normal;
float elevations;
};
vec3 project_offset_normal(vec3 vector) {
if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT ||
project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT_OFFSETS) {
return normalize(vector * project.commonUnitsPerWorldUnit);
}
return project_normal(vector);
}
void calculatePosition(PolygonProps props) {
vec3 pos = props.positions;
vec3 pos64Low = props.positions64Low;
vec3 normal = props.normal;
vec4 colors = solidPolygon.isWireframe ? lineColors : fillColors;
geometry.worldPosition = props.positions;
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
if (solidPolygon.extruded) {
pos.z += props.elevations * solidPolygon.elevationScale;
}
gl_Position = project_position_to_clipspace(pos, pos64Low, vec3(0.), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
if (solidPolygon.extruded) {
#ifdef IS_SIDE_VERTEX
normal = project_offset_normal(normal);
#else
normal = project_normal(normal);
#endif
geometry.normal = normal;
vec3 lightColor = lighting_getLightColor(colors.rgb, project.cameraPosition, geometry.position.xyz, geometry.normal);
vColor = vec4(lightColor, colors.a * layer.opacity);
} else {
vColor = vec4(colors.rgb, colors.a * layer.opacity);
}
DECKGL_FILTER_COLOR(vColor, geometry);
}
`,gs=`\
#version 300 es
#define SHADER_NAME solid-polygon-layer-vertex-shader
in vec3 vertexPositions;
in vec3 vertexPositions64Low;
in float elevations;
${hs}
void main(void) {
PolygonProps props;
props.positions = vertexPositions;
props.positions64Low = vertexPositions64Low;
props.elevations = elevations;
props.normal = vec3(0.0, 0.0, 1.0);
calculatePosition(props);
}
`,_s=`\
#version 300 es
#define SHADER_NAME solid-polygon-layer-vertex-shader-side
#define IS_SIDE_VERTEX
in vec2 positions;
in vec3 vertexPositions;
in vec3 nextVertexPositions;
in vec3 vertexPositions64Low;
in vec3 nextVertexPositions64Low;
in float elevations;
in float instanceVertexValid;
${hs}
void main(void) {
if(instanceVertexValid < 0.5){
gl_Position = vec4(0.);
return;
}
PolygonProps props;
vec3 pos;
vec3 pos64Low;
vec3 nextPos;
vec3 nextPos64Low;
#if RING_WINDING_ORDER_CW == 1
pos = vertexPositions;
pos64Low = vertexPositions64Low;
nextPos = nextVertexPositions;
nextPos64Low = nextVertexPositions64Low;
#else
pos = nextVertexPositions;
pos64Low = nextVertexPositions64Low;
nextPos = vertexPositions;
nextPos64Low = vertexPositions64Low;
#endif
props.positions = mix(pos, nextPos, positions.x);
props.positions64Low = mix(pos64Low, nextPos64Low, positions.x);
props.normal = vec3(
pos.y - nextPos.y + (pos64Low.y - nextPos64Low.y),
nextPos.x - pos.x + (nextPos64Low.x - pos64Low.x),
0.0);
props.elevations = elevations * positions.y;
calculatePosition(props);
}
`,vs=`#version 300 es
#define SHADER_NAME solid-polygon-layer-fragment-shader
precision highp float;
in vec4 vColor;
out vec4 fragColor;
void main(void) {
fragColor = vColor;
geometry.uv = vec2(0.);
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;function ys(){return`fn project_offset_normal(vector: vec3<f32>) -> vec3<f32> {
  if (project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT ||
      project.coordinateSystem == COORDINATE_SYSTEM_LNGLAT_OFFSETS) {
    return normalize(vector * project.commonUnitsPerWorldUnit);
  }
  return project_normal(vector);
}

fn apply_polygon_color(
  colors: vec4<f32>,
  normal: vec3<f32>,
  position: vec4<f32>
) -> vec4<f32> {
  if (solidPolygon.extruded > 0.5) {
    let lightColor = lighting_getLightColor2(
      colors.rgb,
      project.cameraPosition,
      position.xyz,
      normal
    );
    return vec4<f32>(lightColor, colors.a * layer.opacity);
  }
  return vec4<f32>(colors.rgb, colors.a * layer.opacity);
}
`}function bs(){return`@fragment
fn fragmentMain(inp: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = vec2<f32>(0.0, 0.0);

  clip_filterColor(inp.clipCoordinates);

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(inp.pickingColor)) {
      discard;
    }
    return vec4<f32>(inp.pickingColor, 1.0);
  }

  var fragColor = inp.vColor;

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(inp.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return deckgl_premultiplied_alpha(fragColor);
}
`}function xs(){return`\
${ys()}

struct Attributes {
  @location(0) vertexPositions: vec3<f32>,
  @location(1) vertexPositions64Low: vec3<f32>,
  @location(2) elevations: f32,
  @location(3) fillColors: vec4<f32>,
  @location(4) lineColors: vec4<f32>,
  @location(5) rowIndexes: u32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vColor: vec4<f32>,
  @location(1) pickingColor: vec3<f32>,
  @location(2) clipCoordinates: vec2<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var outp: Varyings;

  var pos = attributes.vertexPositions;
  if (solidPolygon.extruded > 0.5) {
    pos.z += attributes.elevations * solidPolygon.elevationScale;
  }

  geometry.worldPosition = attributes.vertexPositions;
  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);

  let projectedPosition = project_position_to_clipspace_and_commonspace(
    pos,
    attributes.vertexPositions64Low,
    vec3<f32>(0.0)
  );
  geometry.position = projectedPosition.commonPosition;
  outp.position = projectedPosition.clipPosition;

  let normal = project_normal(vec3<f32>(0.0, 0.0, 1.0));
  geometry.normal = normal;

  let colors = select(
    attributes.fillColors,
    attributes.lineColors,
    solidPolygon.isWireframe > 0.5
  );
  outp.vColor = apply_polygon_color(colors, normal, geometry.position);
  outp.pickingColor = geometry.pickingColor;

  outp.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&outp.position, geometry.worldPosition.xy);

  return outp;
}

${bs()}
`}function Ss(e){return`\
const RING_WINDING_ORDER_CW: bool = ${e?`true`:`false`};

${ys()}

struct Attributes {
  @location(0) positions: vec2<f32>,
  @location(1) vertexPositions: vec3<f32>,
  @location(2) vertexPositions64Low: vec3<f32>,
  @location(3) nextVertexPositions: vec3<f32>,
  @location(4) nextVertexPositions64Low: vec3<f32>,
  @location(5) vertexValid: f32,
  @location(6) elevations: f32,
  @location(7) fillColors: vec4<f32>,
  @location(8) lineColors: vec4<f32>,
  @location(9) rowIndexes: u32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vColor: vec4<f32>,
  @location(1) pickingColor: vec3<f32>,
  @location(2) clipCoordinates: vec2<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  var outp: Varyings;
  outp.position = vec4<f32>(0.0);
  outp.vColor = vec4<f32>(0.0);
  outp.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);
  outp.clipCoordinates = vec2<f32>(0.0);

  if (attributes.vertexValid < 0.5) {
    return outp;
  }

  let pos = select(attributes.nextVertexPositions, attributes.vertexPositions, RING_WINDING_ORDER_CW);
  let pos64Low = select(
    attributes.nextVertexPositions64Low,
    attributes.vertexPositions64Low,
    RING_WINDING_ORDER_CW
  );
  let nextPos = select(attributes.vertexPositions, attributes.nextVertexPositions, RING_WINDING_ORDER_CW);
  let nextPos64Low = select(
    attributes.vertexPositions64Low,
    attributes.nextVertexPositions64Low,
    RING_WINDING_ORDER_CW
  );

  let position = mix(pos, nextPos, attributes.positions.x);
  let position64Low = mix(pos64Low, nextPos64Low, attributes.positions.x);

  var worldPosition = position;
  if (solidPolygon.extruded > 0.5) {
    worldPosition.z += attributes.elevations * attributes.positions.y * solidPolygon.elevationScale;
  }

  geometry.worldPosition = position;
  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.rowIndexes);

  let projectedPosition = project_position_to_clipspace_and_commonspace(
    worldPosition,
    position64Low,
    vec3<f32>(0.0)
  );
  geometry.position = projectedPosition.commonPosition;
  outp.position = projectedPosition.clipPosition;

  let normal = project_offset_normal(vec3<f32>(
    pos.y - nextPos.y + (pos64Low.y - nextPos64Low.y),
    nextPos.x - pos.x + (nextPos64Low.x - pos64Low.x),
    0.0
  ));
  geometry.normal = normal;

  let colors = select(
    attributes.fillColors,
    attributes.lineColors,
    solidPolygon.isWireframe > 0.5
  );
  outp.vColor = apply_polygon_color(colors, normal, geometry.position);
  outp.pickingColor = geometry.pickingColor;

  outp.clipCoordinates = geometry.position.xy;
  clip_filterPosition(&outp.position, geometry.worldPosition.xy);

  return outp;
}

${bs()}
`}function Cs(e,t){return e===`top`?xs():Ss(t)}var ws=[0,0,0,255],Ts={filled:!0,extruded:!1,wireframe:!1,_normalize:!0,_windingOrder:`CW`,_full3d:!1,elevationScale:{type:`number`,min:0,value:1},getPolygon:{type:`accessor`,value:e=>e.polygon},getElevation:{type:`accessor`,value:1e3},getFillColor:{type:`accessor`,value:ws},getLineColor:{type:`accessor`,value:ws},material:!0},Es={enter:(e,t)=>t.length?t.subarray(t.length-e.length):e},Ds=class extends se{getShaders(e){let t=!this.props._normalize&&this.props._windingOrder===`CCW`?0:1;return super.getShaders({vs:e===`top`?gs:_s,fs:vs,source:Cs(e,!!t),defines:{RING_WINDING_ORDER_CW:t},modules:[Kn,Gn,In,O,ms,...this.context.device.type===`webgpu`?[$a]:[]]})}get wrapLongitude(){return!1}getBounds(){return this.getAttributeManager()?.getBounds([`vertexPositions`])}initializeState(){let{viewport:e}=this.context,{coordinateSystem:t}=this.props,{_full3d:n}=this.props;e.isGeospatial&&t==="default"&&(t=`lnglat`);let r;t===`lnglat`&&(r=n?e.projectPosition.bind(e):e.projectFlat.bind(e)),this.setState({numInstances:0,polygonTesselator:new us({preproject:r,fp64:this.use64bitPositions(),IndexType:Uint32Array})});let i=this.getAttributeManager(),a=this.context.device.type===`webgpu`;i.add({indices:{size:1,isIndexed:!0,update:this.calculateIndices,noAlloc:!0},vertexPositions:{size:3,type:`float64`,stepMode:`dynamic`,fp64:this.use64bitPositions(),transition:Es,accessor:`getPolygon`,update:this.calculatePositions,noAlloc:!0,...a?{}:{shaderAttributes:{nextVertexPositions:{vertexOffset:1}}}},...a?{nextVertexPositions:{size:3,type:`float64`,stepMode:`dynamic`,fp64:this.use64bitPositions(),transition:!1,update:this.calculateNextPositions,noAlloc:!0}}:{},[a?`vertexValid`:`instanceVertexValid`]:{size:1,type:a?`float32`:`uint16`,stepMode:`instance`,update:this.calculateVertexValid,noAlloc:!0},elevations:{size:1,stepMode:`dynamic`,transition:Es,accessor:`getElevation`,bufferGroup:`solid-polygon-instance-data`},fillColors:{size:this.props.colorFormat.length,type:`unorm8`,stepMode:`dynamic`,transition:Es,accessor:`getFillColor`,defaultValue:ws,bufferGroup:`solid-polygon-instance-data`},lineColors:{size:this.props.colorFormat.length,type:`unorm8`,stepMode:`dynamic`,transition:Es,accessor:`getLineColor`,defaultValue:ws,bufferGroup:`solid-polygon-instance-data`},rowIndexes:{size:1,type:`uint32`,stepMode:`dynamic`,accessor:(e,{index:t})=>e&&e.__source?e.__source.index:t,bufferGroup:`solid-polygon-instance-data`}})}getPickingInfo(e){let t=super.getPickingInfo(e),{index:n}=t,r=this.props.data;return r[0]&&r[0].__source&&(t.object=r.find(e=>e.__source.index===n)),t}disablePickingIndex(e){let t=this.props.data;if(t[0]&&t[0].__source)for(let n=0;n<t.length;n++)t[n].__source.index===e&&this._disablePickingIndex(n);else super.disablePickingIndex(e)}draw({uniforms:e}){let{extruded:t,filled:n,wireframe:r,elevationScale:i}=this.props,{topModel:a,sideModel:o,wireframeModel:s,polygonTesselator:c}=this.state,l={extruded:!!t,elevationScale:i,isWireframe:!1};s&&r&&(s.setInstanceCount(c.instanceCount-1),s.shaderInputs.setProps({solidPolygon:{...l,isWireframe:!0}}),s.draw(this.context.renderPass)),o&&n&&(o.setInstanceCount(c.instanceCount-1),o.shaderInputs.setProps({solidPolygon:l}),o.draw(this.context.renderPass)),a&&n&&(a.setVertexCount(c.vertexCount),a.shaderInputs.setProps({solidPolygon:l}),a.draw(this.context.renderPass))}updateState(e){super.updateState(e),this.updateGeometry(e);let{props:t,oldProps:n,changeFlags:r}=e,i=this.getAttributeManager();(r.extensionsChanged||t.filled!==n.filled||t.extruded!==n.extruded)&&(this.state.models?.forEach(e=>e.destroy()),this.setState(this._getModels()),i.invalidateAll())}updateGeometry({props:e,oldProps:t,changeFlags:n}){if(n.dataChanged||n.updateTriggersChanged&&(n.updateTriggersChanged.all||n.updateTriggersChanged.getPolygon)){let{polygonTesselator:t}=this.state,r=e.data.attributes||{};t.updateGeometry({data:e.data,normalize:e._normalize,geometryBuffer:r.getPolygon,buffers:this.context.device.type===`webgpu`?{...r}:r,getGeometry:e.getPolygon,positionFormat:e.positionFormat,wrapLongitude:e.wrapLongitude,resolution:this.context.viewport.resolution,fp64:this.use64bitPositions(),dataChanged:n.dataChanged,full3d:e._full3d}),this.setState({numInstances:t.instanceCount,startIndices:t.vertexStarts}),n.dataChanged||this.getAttributeManager().invalidateAll()}}_getModels(){let{id:e,filled:t,extruded:n}=this.props,r,i,a;if(t){let t=this.getShaders(`top`);t.defines={...t.defines,NON_INSTANCED_MODEL:1};let n=this.getAttributeManager().getBufferLayouts({isInstanced:!1});this.context.device.type===`webgpu`&&(n=n.filter(e=>e.name!==`indices`&&e.name!==`vertexValid`&&e.name!==`instanceVertexValid`&&e.name!==`nextVertexPositions`)),r=new k(this.context.device,{...t,id:`${e}-top`,topology:`triangle-list`,bufferLayout:n,isIndexed:!0,userData:{excludeAttributes:{vertexValid:!0,instanceVertexValid:!0,nextVertexPositions:!0}}})}if(n){let t=this.getAttributeManager().getBufferLayouts({isInstanced:!0});this.context.device.type===`webgpu`&&(t=t.filter(e=>e.name!==`indices`)),i=new k(this.context.device,{...this.getShaders(`side`),id:`${e}-side`,bufferLayout:t,geometry:new ae({topology:`triangle-strip`,attributes:{positions:{size:2,value:new Float32Array([1,0,0,0,1,1,0,1])}}}),isInstanced:!0,userData:{excludeAttributes:{indices:!0}}}),a=new k(this.context.device,{...this.getShaders(`side`),id:`${e}-wireframe`,bufferLayout:t,geometry:new ae({topology:`line-strip`,attributes:{positions:{size:2,value:new Float32Array([1,0,0,0,0,1,1,1])}}}),isInstanced:!0,userData:{excludeAttributes:{indices:!0}}})}return{models:[i,a,r].filter(Boolean),topModel:r,sideModel:i,wireframeModel:a}}calculateIndices(e){let{polygonTesselator:t}=this.state;e.startIndices=t.indexStarts,e.value=t.get(`indices`)}calculatePositions(e){let{polygonTesselator:t}=this.state;e.startIndices=t.vertexStarts;let n=this.props.data.attributes?.getPolygon;if(this.context.device.type===`webgpu`&&ArrayBuffer.isView(n?.value)){let{value:r,size:i=3,offset:a=0,stride:o}=n,s=a/r.BYTES_PER_ELEMENT,c=o?o/r.BYTES_PER_ELEMENT:i,l=new Float64Array(t.instanceCount*3);for(let e=0;e<t.instanceCount;e++){let t=s+e*c,n=e*3;l[n]=r[t],l[n+1]=r[t+1],l[n+2]=i>2?r[t+2]:0}e.value=l}else e.value=t.get(`positions`)}calculateVertexValid(e){let t=this.props.data.attributes?.instanceVertexValid?.value,n=this.context.device.type===`webgpu`&&t?t:this.state.polygonTesselator.get(`vertexValid`);e.value=this.context.device.type===`webgpu`&&n?Float32Array.from(n):n}calculateNextPositions(e){let{polygonTesselator:t}=this.state,n=this.getAttributeManager().getAttributes(),r=n.vertexPositions.value,i=this.props.data.attributes?.instanceVertexValid?.value||n.vertexValid?.value||t.get(`vertexValid`);if(e.startIndices=t.vertexStarts,!r){e.value=r;return}let a=r.length/3,o=new r.constructor(r.length);for(let e=0;e<a;e++){let t=e*3,n=i?.[e]&&e+1<a?t+3:t;for(let e=0;e<3;e++)o[t+e]=r[n+e]}e.value=o}};Ds.defaultProps=Ts,Ds.layerName=`SolidPolygonLayer`;function Os({data:e,getIndex:t,dataRange:n,replace:r}){let{startRow:i=0,endRow:a=1/0}=n,o=e.length,s=o,c=o;for(let n=0;n<o;n++){let r=t(e[n]);if(s>n&&r>=i&&(s=n),r>=a){c=n;break}}let l=s,u=c-s===r.length?void 0:e.slice(c);for(let t=0;t<r.length;t++)e[l++]=r[t];if(u){for(let t=0;t<u.length;t++)e[l++]=u[t];e.length=l}return{startRow:s,endRow:s+r.length}}function ks(e,t){if(!e)return null;let n=`startIndices`in e?e.startIndices[t]:t,r=e.featureIds.value[n];return n===-1?null:As(e,r,n)}function As(e,t,n){let r={properties:{...e.properties[t]}};for(let t in e.numericProps)r.properties[t]=e.numericProps[t].value[n];return r}function js(e){let t={points:null,lines:null,polygons:null};for(let n in t){let r=e[n].globalFeatureIds.value;t[n]=new Uint32Array(r)}return t}var Ms=`layout(std140) uniform sdfUniforms {
  float gamma;
  bool enabled;
  float buffer;
  float outlineBuffer;
  vec4 outlineColor;
} sdf;
`,Ns={name:`sdf`,vs:Ms,fs:Ms,uniformTypes:{gamma:`f32`,enabled:`f32`,buffer:`f32`,outlineBuffer:`f32`,outlineColor:`vec4<f32>`}},Ps={none:0,start:1,center:2,end:3},Fs={name:`text`,vs:`\
layout(std140) uniform textUniforms {
  highp vec2 cutoffPixels;
  highp ivec2 align;
  highp float fontSize;
  bool flipY;
} text;

#define ALIGN_MODE_START ${Ps.start}
#define ALIGN_MODE_CENTER ${Ps.center}
#define ALIGN_MODE_END ${Ps.end}
`,getUniforms:({contentCutoffPixels:e=[0,0],contentAlignHorizontal:t=`none`,contentAlignVertical:n=`none`,fontSize:r,viewport:i})=>({cutoffPixels:e,align:[Ps[t],Ps[n]],fontSize:r,flipY:i?.flipY??!1}),uniformTypes:{cutoffPixels:`vec2<f32>`,align:`vec2<i32>`,fontSize:`f32`,flipY:`f32`}},Is=`#version 300 es
#define SHADER_NAME multi-icon-layer-vertex-shader
in vec2 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in float instanceSizes;
in float instanceAngles;
in vec4 instanceColors;
in float rowIndexes;
in vec4 instanceIconFrames;
in float instanceColorModes;
in vec2 instanceOffsets;
in vec2 instancePixelOffset;
in vec4 instanceClipRect;
out float vColorMode;
out vec4 vColor;
out vec2 vTextureCoords;
out vec2 uv;
vec2 rotate_by_angle(vec2 vertex, float angle) {
float angle_radian = angle * PI / 180.0;
float cos_angle = cos(angle_radian);
float sin_angle = sin(angle_radian);
mat2 rotationMatrix = mat2(cos_angle, -sin_angle, sin_angle, cos_angle);
return rotationMatrix * vertex;
}
float getPixelOffsetFromAlignment(float anchor, float extent, float clipStart, float clipEnd, int mode) {
if (clipEnd < clipStart) return 0.0;
if (mode == ALIGN_MODE_START) {
return max(- (anchor + clipStart), 0.0);
}
if (mode == ALIGN_MODE_CENTER) {
float _min = max(0., anchor + clipStart);
float _max = min(extent, anchor + clipEnd);
return _min < _max ? (_min + _max) / 2.0 - anchor : 0.0;
}
if (mode == ALIGN_MODE_END) {
return min(extent - (anchor + clipEnd), 0.);
}
return 0.0;
}
void main(void) {
geometry.worldPosition = instancePositions;
geometry.uv = positions;
geometry.pickingColor = picking_getPickingColorFromIndex(rowIndexes);
uv = positions;
vec2 iconSize = instanceIconFrames.zw;
float sizePixels = clamp(
project_size_to_pixel(instanceSizes * icon.sizeScale, icon.sizeUnits),
icon.sizeMinPixels, icon.sizeMaxPixels
);
float instanceScale = sizePixels / text.fontSize;
vec2 pixelOffset = positions / 2.0 * iconSize + instanceOffsets;
pixelOffset = rotate_by_angle(pixelOffset, instanceAngles) * instanceScale;
pixelOffset += instancePixelOffset;
pixelOffset.y *= -1.0;
vec2 anchorPosScreen;
if (icon.billboard)  {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
anchorPosScreen = gl_Position.xy / gl_Position.w;
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = vec3(pixelOffset, 0.0);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset_common = vec3(project_pixel_size(pixelOffset), 0.0);
if (text.flipY) {
offset_common.y *= -1.;
}
DECKGL_FILTER_SIZE(offset_common, geometry);
vec4 anchorPos = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0));
anchorPosScreen = anchorPos.xy / anchorPos.w;
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset_common, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
anchorPosScreen = vec2(anchorPosScreen.x + 1.0, 1.0 - anchorPosScreen.y) / 2.0 * project.viewportSize / project.devicePixelRatio;
vec2 xy = project_size_to_pixel(instanceClipRect.xy);
vec2 wh = project_size_to_pixel(instanceClipRect.zw);
if (text.flipY) {
xy.y = -xy.y - wh.y;
}
if (text.align.x > 0 || text.align.y > 0) {
vec2 viewportPixels = project.viewportSize / project.devicePixelRatio;
vec2 scrollPixels = vec2(
getPixelOffsetFromAlignment(anchorPosScreen.x, viewportPixels.x, xy.x, xy.x + wh.x, text.align.x),
-getPixelOffsetFromAlignment(anchorPosScreen.y, viewportPixels.y, -xy.y - wh.y, -xy.y, text.align.y)
);
pixelOffset += scrollPixels;
gl_Position.xy += project_pixel_size_to_clipspace(scrollPixels);
}
if (instanceClipRect.z >= 0.) {
if (pixelOffset.x < xy.x || pixelOffset.x > xy.x + wh.x) {
gl_Position = vec4(0.0);
}
else if (text.cutoffPixels.x > 0.) {
float vpWidth = project.viewportSize.x / project.devicePixelRatio;
float l = max(anchorPosScreen.x + xy.x, 0.0);
float r = min(anchorPosScreen.x + xy.x + wh.x, vpWidth);
if (r - l < text.cutoffPixels.x) {
gl_Position = vec4(0.0);
}
}
}
if (instanceClipRect.w >= 0.) {
if (pixelOffset.y < xy.y || pixelOffset.y > xy.y + wh.y) {
gl_Position = vec4(0.0);
}
else if (text.cutoffPixels.y > 0.) {
float vpHeight = project.viewportSize.y / project.devicePixelRatio;
float t = max(anchorPosScreen.y - xy.y - wh.y, 0.0);
float b = min(anchorPosScreen.y - xy.y, vpHeight);
if (b - t < text.cutoffPixels.y) {
gl_Position = vec4(0.0);
}
}
}
vTextureCoords = mix(
instanceIconFrames.xy,
instanceIconFrames.xy + iconSize,
(positions.xy + 1.0) / 2.0
) / icon.iconsTextureDim;
vColor = instanceColors;
DECKGL_FILTER_COLOR(vColor, geometry);
vColorMode = instanceColorModes;
}
`,Ls=`#version 300 es
#define SHADER_NAME multi-icon-layer-fragment-shader
precision highp float;
uniform sampler2D iconsTexture;
in vec4 vColor;
in vec2 vTextureCoords;
in vec2 uv;
out vec4 fragColor;
void main(void) {
geometry.uv = uv;
if (!bool(picking.isActive)) {
float alpha = texture(iconsTexture, vTextureCoords).a;
vec4 color = vColor;
if (sdf.enabled) {
float distance = alpha;
alpha = smoothstep(sdf.buffer - sdf.gamma, sdf.buffer + sdf.gamma, distance);
if (sdf.outlineBuffer > 0.0) {
float inFill = alpha;
float inBorder = smoothstep(sdf.outlineBuffer - sdf.gamma, sdf.outlineBuffer + sdf.gamma, distance);
color = mix(sdf.outlineColor, vColor, inFill);
alpha = inBorder;
}
}
float a = alpha * color.a;
if (a < icon.alphaCutoff) {
discard;
}
fragColor = vec4(color.rgb, a * layer.opacity);
}
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`;function Rs({collision:e=!1}={}){return`\
struct IconUniforms {
  sizeScale: f32,
  iconsTextureDim: vec2<f32>,
  sizeBasis: f32,
  sizeMinPixels: f32,
  sizeMaxPixels: f32,
  billboard: i32,
  sizeUnits: i32,
  alphaCutoff: f32
};

struct TextUniforms {
  cutoffPixels: vec2<f32>,
  align: vec2<i32>,
  fontSize: f32,
  flipY: f32
};

struct SdfUniforms {
  gamma: f32,
  enabled: f32,
  buffer: f32,
  outlineBuffer: f32,
  outlineColor: vec4<f32>
};

${e?`struct CollisionUniforms {
  sort: i32,
  enabled: i32
};
`:``}

const ALIGN_MODE_START: i32 = 1;
const ALIGN_MODE_CENTER: i32 = 2;
const ALIGN_MODE_END: i32 = 3;

@group(0) @binding(auto) var<uniform> icon: IconUniforms;
@group(0) @binding(auto) var<uniform> text: TextUniforms;
@group(0) @binding(auto) var<uniform> sdf: SdfUniforms;
${e?`@group(0) @binding(auto) var<uniform> collision: CollisionUniforms;`:``}
@group(0) @binding(auto) var iconsTexture : texture_2d<f32>;
@group(0) @binding(auto) var iconsTextureSampler : sampler;
${e?`@group(0) @binding(auto) var collision_texture : texture_2d<f32>;
`:``}

fn rotate_by_angle(vertex: vec2<f32>, angle_deg: f32) -> vec2<f32> {
  let angle_radian = angle_deg * PI / 180.0;
  let c = cos(angle_radian);
  let s = sin(angle_radian);
  let rotation = mat2x2<f32>(vec2<f32>(c, -s), vec2<f32>(s, c));
  return rotation * vertex;
}

fn get_pixel_offset_from_alignment(
  anchor: f32,
  extent: f32,
  clipStart: f32,
  clipEnd: f32,
  mode: i32
) -> f32 {
  if (clipEnd < clipStart) {
    return 0.0;
  }
  if (mode == ALIGN_MODE_START) {
    return max(-(anchor + clipStart), 0.0);
  }
  if (mode == ALIGN_MODE_CENTER) {
    let minValue = max(0.0, anchor + clipStart);
    let maxValue = min(extent, anchor + clipEnd);
    if (minValue < maxValue) {
      return (minValue + maxValue) / 2.0 - anchor;
    }
    return 0.0;
  }
  if (mode == ALIGN_MODE_END) {
    return min(extent - (anchor + clipEnd), 0.0);
  }
  return 0.0;
}

${e?`fn collision_match(texCoords: vec2<f32>, pickingColor: vec3<f32>) -> f32 {
  let textureSize = vec2<i32>(textureDimensions(collision_texture));
  let pixelCoords = clamp(
    vec2<i32>(texCoords * vec2<f32>(textureSize)),
    vec2<i32>(0),
    textureSize - vec2<i32>(1)
  );
  let collisionPickingColor = textureLoad(collision_texture, pixelCoords, 0);
  let delta = dot(abs(collisionPickingColor.rgb - pickingColor), vec3<f32>(1.0));
  return step(delta, 0.001);
}

fn collision_is_visible(texCoords: vec2<f32>, pickingColor: vec3<f32>) -> f32 {
  if (collision.enabled == 0) {
    return 1.0;
  }

  var accumulator = 0.0;
  let stepSize = vec2<f32>(1.0) / project.viewportSize;

  for (var i: i32 = -2; i <= 2; i = i + 1) {
    for (var j: i32 = -2; j <= 2; j = j + 1) {
      let delta = vec2<f32>(f32(j), f32(i)) * stepSize;
      accumulator = accumulator + collision_match(texCoords + delta, pickingColor);
    }
  }

  return pow(accumulator / 25.0, 2.2);
}
`:``}

struct Attributes {
  @location(0) positions: vec2<f32>,

  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceSizes: f32,
  @location(4) instanceAngles: f32,
  @location(5) instanceColors: vec4<f32>,
  @location(6) instanceIconFrames: vec4<f32>,
  @location(7) instanceColorModes: f32,
  @location(8) instanceOffsets: vec2<f32>,
  @location(9) instancePixelOffset: vec2<f32>,
  @location(10) rowIndexes: u32,
  @location(11) instanceClipRect: vec4<f32>,
  ${e?`@location(12) collisionPriorities: f32,`:``}
};

struct Varyings {
  @builtin(position) position: vec4<f32>,

  @location(0) vColorMode: f32,
  @location(1) vColor: vec4<f32>,
  @location(2) vTextureCoords: vec2<f32>,
  @location(3) uv: vec2<f32>,
  @location(4) pickingColor: vec3<f32>,
};

@vertex
fn vertexMain(inp: Attributes) -> Varyings {
  geometry.worldPosition = inp.instancePositions;
  geometry.uv = inp.positions;
  geometry.pickingColor = picking_getPickingColorFromIndex(inp.rowIndexes);

  var outp: Varyings;
  outp.uv = inp.positions;

  let iconSize = inp.instanceIconFrames.zw;

  let sizePixels = clamp(
    project_unit_size_to_pixel(inp.instanceSizes * icon.sizeScale, icon.sizeUnits),
    icon.sizeMinPixels, icon.sizeMaxPixels
  );
  let instanceScale = sizePixels / text.fontSize;

  var pixelOffset = inp.positions / 2.0 * iconSize + inp.instanceOffsets;
  pixelOffset = rotate_by_angle(pixelOffset, inp.instanceAngles) * instanceScale;
  pixelOffset = pixelOffset + inp.instancePixelOffset;
  pixelOffset.y = pixelOffset.y * -1.0;

  var pos: vec4<f32>;
  var anchorPosScreen: vec2<f32>;
  if (icon.billboard != 0) {
    pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, vec3<f32>(0.0));
    anchorPosScreen = pos.xy / pos.w;

    let clipOffset = project_pixel_size_to_clipspace(pixelOffset);
    pos = vec4<f32>(pos.x + clipOffset.x, pos.y + clipOffset.y, pos.z, pos.w);
  } else {
    var offsetCommon = vec3<f32>(project_pixel_size_vec2(pixelOffset), 0.0);
    if (text.flipY > 0.5) {
      offsetCommon.y = offsetCommon.y * -1.0;
    }
    let anchorPos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, vec3<f32>(0.0));
    anchorPosScreen = anchorPos.xy / anchorPos.w;
    pos = project_position_to_clipspace(inp.instancePositions, inp.instancePositions64Low, offsetCommon);
  }

  anchorPosScreen = vec2<f32>(anchorPosScreen.x + 1.0, 1.0 - anchorPosScreen.y) / 2.0 *
    project.viewportSize / project.devicePixelRatio;
  var xy = project_size_vec2(inp.instanceClipRect.xy) * project.scale;
  var wh = project_size_vec2(inp.instanceClipRect.zw) * project.scale;

  if (text.flipY > 0.5) {
    xy.y = -xy.y - wh.y;
  }
  if (text.align.x > 0 || text.align.y > 0) {
    let viewportPixels = project.viewportSize / project.devicePixelRatio;
    let scrollPixels = vec2<f32>(
      get_pixel_offset_from_alignment(anchorPosScreen.x, viewportPixels.x, xy.x, xy.x + wh.x, text.align.x),
      -get_pixel_offset_from_alignment(anchorPosScreen.y, viewportPixels.y, -xy.y - wh.y, -xy.y, text.align.y)
    );
    pixelOffset = pixelOffset + scrollPixels;
    let scrollClipOffset = project_pixel_size_to_clipspace(scrollPixels);
    pos.x = pos.x + scrollClipOffset.x;
    pos.y = pos.y + scrollClipOffset.y;
  }

  if (inp.instanceClipRect.z >= 0.0) {
    if (pixelOffset.x < xy.x || pixelOffset.x > xy.x + wh.x) {
      pos = vec4<f32>(0.0);
    } else if (text.cutoffPixels.x > 0.0) {
      let viewportWidth = project.viewportSize.x / project.devicePixelRatio;
      let left = max(anchorPosScreen.x + xy.x, 0.0);
      let right = min(anchorPosScreen.x + xy.x + wh.x, viewportWidth);
      if (right - left < text.cutoffPixels.x) {
        pos = vec4<f32>(0.0);
      }
    }
  }
  if (inp.instanceClipRect.w >= 0.0) {
    if (pixelOffset.y < xy.y || pixelOffset.y > xy.y + wh.y) {
      pos = vec4<f32>(0.0);
    } else if (text.cutoffPixels.y > 0.0) {
      let viewportHeight = project.viewportSize.y / project.devicePixelRatio;
      let top = max(anchorPosScreen.y - xy.y - wh.y, 0.0);
      let bottom = min(anchorPosScreen.y - xy.y, viewportHeight);
      if (bottom - top < text.cutoffPixels.y) {
        pos = vec4<f32>(0.0);
      }
    }
  }

  ${e?`  if (collision.sort != 0) {
    pos.z = -0.001 * inp.collisionPriorities * pos.w;
  }
  `:``}

  let uvMix = (inp.positions.xy + vec2<f32>(1.0, 1.0)) * 0.5;
  outp.vTextureCoords = mix(inp.instanceIconFrames.xy, inp.instanceIconFrames.xy + iconSize, uvMix) / icon.iconsTextureDim;

  outp.position = pos;
  outp.vColor = inp.instanceColors;
  outp.vColorMode = inp.instanceColorModes;
  outp.pickingColor = picking_getPickingColorFromIndex(inp.rowIndexes);

  return outp;
}

@fragment
fn fragmentMain(inp: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = inp.uv;

  let texColor = textureSample(iconsTexture, iconsTextureSampler, inp.vTextureCoords);
  var alpha = texColor.a;
  var color = inp.vColor;

  if (sdf.enabled > 0.5) {
    let distance = alpha;
    alpha = smoothstep(sdf.buffer - sdf.gamma, sdf.buffer + sdf.gamma, distance);

    if (sdf.outlineBuffer > 0.0) {
      let inFill = alpha;
      let inBorder = smoothstep(sdf.outlineBuffer - sdf.gamma, sdf.outlineBuffer + sdf.gamma, distance);
      color = mix(sdf.outlineColor, inp.vColor, inFill);
      alpha = inBorder;
    }
  } else if (inp.vColorMode == 0.0) {
    color = texColor;
  }

  var a = alpha * color.a * layer.opacity;
  if (a < icon.alphaCutoff) {
    discard;
  }

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(inp.pickingColor)) {
      discard;
    }
    return vec4<f32>(inp.pickingColor, 1.0);
  }

  ${e?`  let collisionFade = collision_is_visible(inp.position.xy / project.viewportSize, inp.pickingColor);
  a = a * collisionFade;
  if (a <= 0.0001) {
    discard;
  }
  `:``}

  var fragColor = deckgl_premultiplied_alpha(vec4<f32>(color.rgb, a));

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(inp.pickingColor - highlightedObjectColor))) {
      let highLightAlpha = picking.highlightColor.a;
      let blendedAlpha = highLightAlpha + fragColor.a * (1.0 - highLightAlpha);
      if (blendedAlpha > 0.0) {
        let highLightRatio = highLightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highLightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return fragColor;
}
`}var zs=Rs(),Bs=192/256,Vs={getIconOffsets:{type:`accessor`,value:e=>e.offsets},getContentBox:{type:`accessor`,value:[0,0,-1,-1]},fontSize:1,alphaCutoff:.001,smoothing:.1,outlineWidth:0,outlineColor:{type:`color`,value:[0,0,0,255]},contentCutoffPixels:{type:`array`,value:[0,0]},contentAlignHorizontal:`none`,contentAlignVertical:`none`},Hs=class extends Wa{getShaders(){let e=super.getShaders();return{...e,modules:[...e.modules,Fs,Ns],vs:Is,fs:Ls,source:zs}}initializeState(){super.initializeState();let e=this.getAttributeManager(),t=e.attributes.instanceIconDefs;t.settings.update=this.calculateInstanceIconDefs,e.addInstanced({rowIndexes:{type:`uint32`,size:1,bufferGroup:`icon-instance-data`,accessor:(e,{index:t})=>t},instanceClipRect:{size:4,bufferGroup:`icon-instance-data`,accessor:`getContentBox`,defaultValue:[0,0,-1,-1]}})}updateState(e){super.updateState(e);let{props:t,oldProps:n,changeFlags:r}=e,{outlineColor:i}=t;if(r.extensionsChanged){this.state.fillModel?.destroy();let e=this.context.device.type===`webgpu`?this._getModel(`${this.props.id}-fill`):void 0;this.setState({fillModel:e,models:e?[this.state.model,e]:[this.state.model]})}if(r.updateTriggersChanged&&(r.updateTriggersChanged.getIcon||r.updateTriggersChanged.getIconOffsets)&&this.getAttributeManager().invalidate(`instanceIconDefs`),i!==n.outlineColor){let e=[i[0]/255,i[1]/255,i[2]/255,(i[3]??255)/255];this.setState({outlineColor:e})}!t.sdf&&t.outlineWidth&&j.warn(`${this.id}: fontSettings.sdf is required to render outline`)()}draw(e){let{sdf:t,smoothing:n,fontSize:r,outlineWidth:i,contentCutoffPixels:a,contentAlignHorizontal:o,contentAlignVertical:s}=this.props,{outlineColor:c}=this.state,l=i?Math.max(n,Bs*(1-i)):-1,u=this.state.model,d={buffer:Bs,outlineBuffer:l,gamma:n,enabled:!!t,outlineColor:c},f={contentCutoffPixels:a,contentAlignHorizontal:o,contentAlignVertical:s,fontSize:r,viewport:this.context.viewport};if(u.shaderInputs.setProps({sdf:d,text:f}),super.draw(e),t&&i){let{iconManager:e}=this.state;if(e.getTexture()){let e=this.state.fillModel||u;e.shaderInputs.setProps({sdf:{...d,outlineBuffer:Bs},text:f}),this._drawModel(e)}}}calculateInstanceIconDefs(e,{startRow:t,endRow:n}){let{data:r,getIcon:i,getIconOffsets:a}=this.props,o=e.getVertexOffset(t),s=e.value,{iterable:c,objectInfo:l}=fe(r,t,n);for(let t of c){l.index++;let n=i(t,l),r=a(t,l);if(n){let t=0;for(let i of Array.from(n)){let n=super.getInstanceIconDef(i);n[0]=r[t*2],n[1]+=r[t*2+1],n[6]=1,s.set(n,o),o+=e.size,t++}}}}};Hs.defaultProps=Vs,Hs.layerName=`MultiIconLayer`;var Us=0x56bc75e2d63100000,Ws=new Float64Array(256);for(let e=0;e<256;e++){let t=.5-(e/255)**(1/2.2);Ws[e]=t*Math.abs(t)}Ws[255]=-0x56bc75e2d63100000;var Gs=class{constructor({fontSize:e=24,buffer:t=3,radius:n=8,cutoff:r=.25,fontFamily:i=`sans-serif`,fontWeight:a=`normal`,fontStyle:o=`normal`,lang:s=null}={}){t=this.buffer=Math.round(t),this.radius=n,this.cutoff=r,this.lang=s;let c=this.size=Math.ceil(e)+t*4,l=this._createCanvas(c),u=this.ctx=l.getContext(`2d`,{willReadFrequently:!0});u.font=`${o} ${a} ${e}px ${i}`,u.textBaseline=`alphabetic`,u.textAlign=`left`,u.fillStyle=`black`,s&&(u.lang=s);let d=(this.maxGlyphDim=c-t)+2*t;this.gridOuter=new Float64Array(d*d),this.gridInner=new Float64Array(d*d),this.f=new Float64Array(d),this.z=new Float64Array(d+1),this.v=new Uint16Array(d)}_createCanvas(e){if(typeof OffscreenCanvas<`u`)return new OffscreenCanvas(e,e);let t=document.createElement(`canvas`);return t.width=t.height=e,t}draw(e){let{width:t,actualBoundingBoxAscent:n,actualBoundingBoxDescent:r,actualBoundingBoxLeft:i,actualBoundingBoxRight:a}=this.ctx.measureText(e),o=Math.ceil(n),s=Math.floor(-i),c=Math.max(0,Math.min(this.maxGlyphDim,Math.ceil(a)-s)),l=Math.max(0,Math.min(this.maxGlyphDim,o+Math.ceil(r))),u=c+2*this.buffer,d=l+2*this.buffer,f=u*d,p=new Uint8ClampedArray(f),m={data:p,width:u,height:d,glyphWidth:c,glyphHeight:l,glyphTop:o,glyphLeft:s,glyphAdvance:t};if(c===0||l===0)return m;let{ctx:h,buffer:g,gridInner:_,gridOuter:v}=this;h.clearRect(g,g,c,l),h.fillText(e,g-s,g+o);let y=h.getImageData(g,g,c,l);v.fill(Us,0,f),_.fill(0,0,f);let b=3;for(let e=0;e<l;e++){let t=(e+g)*u+g;for(let e=0;e<c;e++,b+=4,t++){let e=y.data[b];if(e===0)continue;let n=Ws[e];v[t]=Math.max(0,n),_[t]=Math.max(0,-n)}}Ks(v,0,0,u,d,u,this.f,this.v,this.z,g);let x=Math.min(g,1);Ks(_,g-x,g-x,c+2*x,l+2*x,u,this.f,this.v,this.z);let S=255/this.radius,C=255*(1-this.cutoff);for(let e=0;e<f;e++){let t=Math.sqrt(v[e])-Math.sqrt(_[e]);p[e]=C-S*t}return m}};function Ks(e,t,n,r,i,a,o,s,c,l=0){for(let u=t+l;u<t+r-l;u++)qs(e,n*a+u,a,i,o,s,c);for(let l=n;l<n+i;l++)qs(e,l*a+t,1,r,o,s,c)}function qs(e,t,n,r,i,a,o){a[0]=0,o[0]=-0x56bc75e2d63100000,o[1]=Us,i[0]=e[t];for(let s=1,c=0;s<r;s++){let r=i[s]=e[t+s*n],l=s*s,u;do{let e=a[c];u=(r-i[e]+l-e*e)/(s-e)/2}while(u<=o[c]&&--c>-1);c++,a[c]=s,o[c]=u,o[c+1]=Us}for(let s=0,c=0;s<r;s++){for(;o[c+1]<s;)c++;let r=a[c],l=s-r;e[t+s*n]=i[r]+l*l}}var Js=32,Ys=[];function Xs(e){return 2**Math.ceil(Math.log2(e))}function Zs({characterSet:e,measureText:t,buffer:n,maxCanvasWidth:r,mapping:i={},xOffset:a=0,yOffsetMin:o=0,yOffsetMax:s=0}){let c=a,l=o,u=s;for(let a of e)if(!i[a]){let{advance:e,width:o,ascent:s,descent:d}=t(a),f=s+d;c+o+n*2>r&&(c=0,l=u),i[a]={x:c+n,y:l+n,width:o,height:f,advance:e,anchorX:o/2,anchorY:s},c+=o+n*2,u=Math.max(u,l+f+n*2)}return{mapping:i,xOffset:c,yOffsetMin:l,yOffsetMax:u,canvasHeight:Xs(u)}}function Qs(e,t,n,r){let i=0;for(let a=t;a<n;a++){let t=e[a];i+=r[t]?.advance||0}return i}function $s(e,t,n,r,i,a){let o=t,s=0;for(let c=t;c<n;c++){let t=Qs(e,c,c+1,i);s+t>r&&(o<c&&a.push(c),o=c,s=0),s+=t}return s}function ec(e,t,n,r,i,a){let o=t,s=t,c=t,l=0;for(let u=t;u<n;u++)if((e[u]===` `||e[u+1]===` `||u+1===n)&&(c=u+1),c>s){let t=Qs(e,s,c,i);l+t>r&&(o<s&&(a.push(s),o=s,l=0),t>r&&(t=$s(e,s,c,r,i,a),o=a[a.length-1])),s=c,l+=t}return l}function tc(e,t,n,r,i=0,a){a===void 0&&(a=e.length);let o=[];return t===`break-all`?$s(e,i,a,n,r,o):ec(e,i,a,n,r,o),o}function nc(e,t,n,r,i,a){let o=0,s=0;for(let i=t;i<n;i++){let t=r[e[i]];t&&(s=Math.max(s,t.height))}for(let a=t;a<n;a++){let t=e[a],n=r[t];n?(i[a]=o+n.anchorX,o+=n.advance):(j.warn(`Missing character: ${t} (${t.codePointAt(0)})`)(),i[a]=o,o+=Js)}a[0]=o,a[1]=s}function rc(e,t,n,r,i,a){let o=Array.from(e),s=o.length,c=Array(s),l=Array(s),u=Array(s),d=(r===`break-word`||r===`break-all`)&&isFinite(i)&&i>0,f=[0,0],p=[0,0],m=0,h=t+n/2,g=0,_=0;for(let e=0;e<=s;e++){let t=o[e];if((t===`
`||e===s)&&(_=e),_>g){let e=d?tc(o,r,i,a,g,_):Ys;for(let t=0;t<=e.length;t++){let r=t===0?g:e[t-1],i=t<e.length?e[t]:_;nc(o,r,i,a,c,p);for(let e=r;e<i;e++)l[e]=h,u[e]=p[0];m++,h+=n,f[0]=Math.max(f[0],p[0])}g=_}t===`
`&&(c[g]=0,l[g]=0,u[g]=0,g++)}return f[1]=m*n,{x:c,y:l,rowWidth:u,size:f}}function ic({value:e,length:t,stride:n,offset:r,startIndices:i,characterSet:a}){let o=e.BYTES_PER_ELEMENT,s=n?n/o:1,c=r?r/o:0,l=i[t]||Math.ceil((e.length-c)/s),u=a&&new Set,d=Array(t),f=e;if(s>1||c>0){let t=e.constructor;f=new t(l);for(let t=0;t<l;t++)f[t]=e[t*s+c]}for(let e=0;e<t;e++){let t=i[e],n=i[e+1]||l,r=f.subarray(t,n);d[e]=String.fromCodePoint.apply(null,r),u&&r.forEach(u.add,u)}if(u)for(let e of u)a.add(String.fromCodePoint(e));return{texts:d,characterCount:l}}var ac=class{constructor(e=5){this._cache={},this._order=[],this.limit=e}get(e){let t=this._cache[e];return t&&(this._deleteOrder(e),this._appendOrder(e)),t}set(e,t){this._cache[e]?(this.delete(e),this._cache[e]=t,this._appendOrder(e)):(Object.keys(this._cache).length===this.limit&&this.delete(this._order[0]),this._cache[e]=t,this._appendOrder(e))}delete(e){this._cache[e]&&(delete this._cache[e],this._deleteOrder(e))}_deleteOrder(e){let t=this._order.indexOf(e);t>=0&&this._order.splice(t,1)}_appendOrder(e){this._order.push(e)}};function oc(){let e=[];for(let t=32;t<128;t++)e.push(String.fromCharCode(t));return e}var sc={fontFamily:`Monaco, monospace`,fontWeight:`normal`,characterSet:oc(),fontSize:64,buffer:4,sdf:!1,cutoff:.25,radius:12,smoothing:.1},cc=1024,lc=.9,uc=.3,dc=3,fc=new ac(dc);function pc(e,t){let n;n=typeof t==`string`?new Set(Array.from(t)):new Set(t);let r=fc.get(e);if(!r)return n;for(let e in r.mapping)n.has(e)&&n.delete(e);return n}function mc(e,t){for(let n=0;n<e.length;n++)t.data[4*n+3]=e[n]}function hc(e,t,n,r){e.font=`${r} ${n}px ${t}`,e.fillStyle=`#000`,e.textBaseline=`alphabetic`,e.textAlign=`left`}function gc(e,t,n){if(n===void 0){let n=e.measureText(`A`);return n.fontBoundingBoxAscent?{advance:0,width:0,ascent:Math.ceil(n.fontBoundingBoxAscent),descent:Math.ceil(n.fontBoundingBoxDescent)}:{advance:0,width:0,ascent:t*lc,descent:t*uc}}let r=e.measureText(n);return r.actualBoundingBoxAscent?{advance:r.width,width:Math.ceil(r.actualBoundingBoxRight-r.actualBoundingBoxLeft),ascent:Math.ceil(r.actualBoundingBoxAscent),descent:Math.ceil(r.actualBoundingBoxDescent)}:{advance:r.width,width:r.width,ascent:t*lc,descent:t*uc}}function _c(e){j.assert(Number.isFinite(e)&&e>=dc,`Invalid cache limit`),fc=new ac(e)}var vc=class{constructor(){this.props={...sc}}get atlas(){return this._atlas}get mapping(){return this._atlas&&this._atlas.mapping}setProps(e={}){Object.assign(this.props,e),e._getFontRenderer&&(this._getFontRenderer=e._getFontRenderer),this._key=this._getKey();let t=pc(this._key,this.props.characterSet),n=fc.get(this._key);if(n&&t.size===0){this._atlas!==n&&(this._atlas=n);return}let r=this._generateFontAtlas(t,n);this._atlas=r,fc.set(this._key,r)}_generateFontAtlas(e,t){let{fontFamily:n,fontWeight:r,fontSize:i,buffer:a,sdf:o,radius:s,cutoff:c}=this.props,l=t&&t.data;l||(l=document.createElement(`canvas`),l.width=cc);let u=l.getContext(`2d`,{willReadFrequently:!0});hc(u,n,i,r);let d=e=>gc(u,i,e),f;this._getFontRenderer?f=this._getFontRenderer(this.props):o&&(f={measure:d,draw:yc(this.props)});let{mapping:p,canvasHeight:m,xOffset:h,yOffsetMin:g,yOffsetMax:_}=Zs({measureText:e=>f?f.measure(e):d(e),buffer:a,characterSet:e,maxCanvasWidth:cc,...t&&{mapping:t.mapping,xOffset:t.xOffset,yOffsetMin:t.yOffsetMin,yOffsetMax:t.yOffsetMax}});if(l.height!==m){let e=l.height>0?u.getImageData(0,0,l.width,l.height):null;l.height=m,e&&u.putImageData(e,0,0)}if(hc(u,n,i,r),f)for(let t of e){let e=p[t],n=e.width,{data:r,left:i=0,top:a=0}=f.draw(t),o=e.x-i,s=e.y-a,c=Math.max(0,Math.round(o)),d=Math.max(0,Math.round(s)),m=Math.min(r.width,l.width-c),h=Math.min(r.height,l.height-d);u.putImageData(r,c,d,0,0,m,h),e.x=c,e.y=d,e.width=m,e.height=h,e.anchorX+=m/2-i-n/2,e.anchorY+=a}else for(let t of e){let e=p[t];u.fillText(t,e.x,e.y+e.anchorY)}let v=f?f.measure():d();return{baselineOffset:(v.ascent-v.descent)/2,xOffset:h,yOffsetMin:g,yOffsetMax:_,mapping:p,data:l,width:l.width,height:l.height}}_getKey(){let{fontFamily:e,fontWeight:t,fontSize:n,buffer:r,sdf:i,radius:a,cutoff:o}=this.props;return i?`${e} ${t} ${n} ${r} ${a} ${o}`:`${e} ${t} ${n} ${r}`}};function yc({fontSize:e,buffer:t,radius:n,cutoff:r,fontFamily:i,fontWeight:a}){let o=new Gs({fontSize:e,buffer:t,radius:n,cutoff:r,fontFamily:i,fontWeight:`${a}`});return e=>{let{data:n,width:r,height:i}=o.draw(e),a=new ImageData(r,i);return mc(n,a),{data:a,left:t,top:t}}}var bc=`struct TextBackgroundUniforms {
  billboard: f32,
  sizeScale: f32,
  sizeMinPixels: f32,
  sizeMaxPixels: f32,
  borderRadius: vec4<f32>,
  padding: vec4<f32>,
  sizeUnits: i32,
  stroked: f32,
};

@group(0) @binding(auto) var<uniform> textBackground: TextBackgroundUniforms;
`,xc=`layout(std140) uniform textBackgroundUniforms {
  bool billboard;
  float sizeScale;
  float sizeMinPixels;
  float sizeMaxPixels;
  vec4 borderRadius;
  vec4 padding;
  highp int sizeUnits;
  bool stroked;
} textBackground;
`,Sc={name:`textBackground`,source:bc,vs:xc,fs:xc,uniformTypes:{billboard:`f32`,sizeScale:`f32`,sizeMinPixels:`f32`,sizeMaxPixels:`f32`,borderRadius:`vec4<f32>`,padding:`vec4<f32>`,sizeUnits:`i32`,stroked:`f32`}},Cc=`#version 300 es
#define SHADER_NAME text-background-layer-vertex-shader
in vec2 positions;
in vec3 instancePositions;
in vec3 instancePositions64Low;
in vec4 instanceRects;
in vec4 instanceClipRect;
in float instanceSizes;
in float instanceAngles;
in vec2 instancePixelOffsets;
in float instanceLineWidths;
in vec4 instanceFillColors;
in vec4 instanceLineColors;
out vec4 vFillColor;
out vec4 vLineColor;
out float vLineWidth;
out vec2 uv;
out vec2 dimensions;
vec2 rotate_by_angle(vec2 vertex, float angle) {
float angle_radian = radians(angle);
float cos_angle = cos(angle_radian);
float sin_angle = sin(angle_radian);
mat2 rotationMatrix = mat2(cos_angle, -sin_angle, sin_angle, cos_angle);
return rotationMatrix * vertex;
}
void main(void) {
geometry.worldPosition = instancePositions;
geometry.uv = positions;
geometry.pickingColor = picking_getPickingColorFromInstanceID();
uv = positions;
vLineWidth = instanceLineWidths;
float sizePixels = clamp(
project_size_to_pixel(instanceSizes * textBackground.sizeScale, textBackground.sizeUnits),
textBackground.sizeMinPixels, textBackground.sizeMaxPixels
);
float instanceScale = sizePixels / text.fontSize;
dimensions = instanceRects.zw * instanceScale + textBackground.padding.xy + textBackground.padding.zw;
vec2 pixelOffset = (positions * instanceRects.zw + instanceRects.xy) * instanceScale + mix(-textBackground.padding.xy, textBackground.padding.zw, positions);
pixelOffset = rotate_by_angle(pixelOffset, instanceAngles);
pixelOffset += instancePixelOffsets;
pixelOffset.y *= -1.0;
vec2 xy = project_size_to_pixel(instanceClipRect.xy);
vec2 wh = project_size_to_pixel(instanceClipRect.zw);
if (text.flipY) {
xy.y = -xy.y - wh.y;
}
if (instanceClipRect.z >= 0.0) {
dimensions.x = wh.x;
pixelOffset.x = xy.x + uv.x * wh.x + mix(-textBackground.padding.x, textBackground.padding.z, uv.x);
}
if (instanceClipRect.w >= 0.0) {
dimensions.y = wh.y;
pixelOffset.y = xy.y + uv.y * wh.y + mix(-textBackground.padding.y, textBackground.padding.w, uv.y);
}
if (textBackground.billboard)  {
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, vec3(0.0), geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
vec3 offset = vec3(pixelOffset, 0.0);
DECKGL_FILTER_SIZE(offset, geometry);
gl_Position.xy += project_pixel_size_to_clipspace(offset.xy);
} else {
vec3 offset_common = vec3(project_pixel_size(pixelOffset), 0.0);
if (text.flipY) {
offset_common.y *= -1.;
}
DECKGL_FILTER_SIZE(offset_common, geometry);
gl_Position = project_position_to_clipspace(instancePositions, instancePositions64Low, offset_common, geometry.position);
DECKGL_FILTER_GL_POSITION(gl_Position, geometry);
}
vFillColor = vec4(instanceFillColors.rgb, instanceFillColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vFillColor, geometry);
vLineColor = vec4(instanceLineColors.rgb, instanceLineColors.a * layer.opacity);
DECKGL_FILTER_COLOR(vLineColor, geometry);
}
`,wc=`#version 300 es
#define SHADER_NAME text-background-layer-fragment-shader
precision highp float;
in vec4 vFillColor;
in vec4 vLineColor;
in float vLineWidth;
in vec2 uv;
in vec2 dimensions;
out vec4 fragColor;
float round_rect(vec2 p, vec2 size, vec4 radii) {
vec2 pixelPositionCB = (p - 0.5) * size;
vec2 sizeCB = size * 0.5;
float maxBorderRadius = min(size.x, size.y) * 0.5;
vec4 borderRadius = vec4(min(radii, maxBorderRadius));
borderRadius.xy =
(pixelPositionCB.x > 0.0) ? borderRadius.xy : borderRadius.zw;
borderRadius.x = (pixelPositionCB.y > 0.0) ? borderRadius.x : borderRadius.y;
vec2 q = abs(pixelPositionCB) - sizeCB + borderRadius.x;
return -(min(max(q.x, q.y), 0.0) + length(max(q, 0.0)) - borderRadius.x);
}
float rect(vec2 p, vec2 size) {
vec2 pixelPosition = p * size;
return min(min(pixelPosition.x, size.x - pixelPosition.x),
min(pixelPosition.y, size.y - pixelPosition.y));
}
vec4 get_stroked_fragColor(float dist) {
float isBorder = smoothedge(dist, vLineWidth);
return mix(vFillColor, vLineColor, isBorder);
}
void main(void) {
geometry.uv = uv;
if (textBackground.borderRadius != vec4(0.0)) {
float distToEdge = round_rect(uv, dimensions, textBackground.borderRadius);
float shapeAlpha = smoothedge(-distToEdge, 0.0);
if (shapeAlpha == 0.0) {
discard;
}
if (textBackground.stroked) {
fragColor = get_stroked_fragColor(distToEdge);
} else {
fragColor = vFillColor;
}
fragColor.a *= shapeAlpha;
} else {
if (textBackground.stroked) {
float distToEdge = rect(uv, dimensions);
fragColor = get_stroked_fragColor(distToEdge);
} else {
fragColor = vFillColor;
}
}
DECKGL_FILTER_COLOR(fragColor, geometry);
}
`,Tc=`struct TextUniforms {
  cutoffPixels: vec2<f32>,
  align: vec2<i32>,
  fontSize: f32,
  flipY: f32,
};

@group(0) @binding(auto) var<uniform> text: TextUniforms;

fn rotate_by_angle(vertex: vec2<f32>, angle: f32) -> vec2<f32> {
  let angleRadian = radians(angle);
  let cosine = cos(angleRadian);
  let sine = sin(angleRadian);
  let rotationMatrix = mat2x2<f32>(
    vec2<f32>(cosine, -sine),
    vec2<f32>(sine, cosine)
  );
  return rotationMatrix * vertex;
}

struct Attributes {
  @builtin(instance_index) instanceIndex: u32,
  @location(0) positions: vec2<f32>,
  @location(1) instancePositions: vec3<f32>,
  @location(2) instancePositions64Low: vec3<f32>,
  @location(3) instanceSizes: f32,
  @location(4) instanceAngles: f32,
  @location(5) instanceRects: vec4<f32>,
  @location(6) instanceClipRect: vec4<f32>,
  @location(7) instancePixelOffsets: vec2<f32>,
  @location(8) instanceFillColors: vec4<f32>,
  @location(9) instanceLineColors: vec4<f32>,
  @location(10) instanceLineWidths: f32,
};

struct Varyings {
  @builtin(position) position: vec4<f32>,
  @location(0) vFillColor: vec4<f32>,
  @location(1) vLineColor: vec4<f32>,
  @location(2) vLineWidth: f32,
  @location(3) uv: vec2<f32>,
  @location(4) dimensions: vec2<f32>,
  @location(5) pickingColor: vec3<f32>,
};

@vertex
fn vertexMain(attributes: Attributes) -> Varyings {
  geometry.worldPosition = attributes.instancePositions;
  geometry.uv = attributes.positions;
  geometry.pickingColor = picking_getPickingColorFromIndex(attributes.instanceIndex);

  var varyings: Varyings;
  varyings.uv = attributes.positions;
  varyings.vLineWidth = attributes.instanceLineWidths;

  let sizePixels = clamp(
    project_unit_size_to_pixel(
      attributes.instanceSizes * textBackground.sizeScale,
      textBackground.sizeUnits
    ),
    textBackground.sizeMinPixels,
    textBackground.sizeMaxPixels
  );
  let instanceScale = sizePixels / text.fontSize;

  varyings.dimensions = attributes.instanceRects.zw * instanceScale +
    textBackground.padding.xy + textBackground.padding.zw;

  var pixelOffset =
    (attributes.positions * attributes.instanceRects.zw + attributes.instanceRects.xy) *
      instanceScale +
    mix(-textBackground.padding.xy, textBackground.padding.zw, attributes.positions);
  pixelOffset = rotate_by_angle(pixelOffset, attributes.instanceAngles);
  pixelOffset = pixelOffset + attributes.instancePixelOffsets;
  pixelOffset.y = pixelOffset.y * -1.0;

  var xy = project_size_vec2(attributes.instanceClipRect.xy) * project.scale;
  let wh = project_size_vec2(attributes.instanceClipRect.zw) * project.scale;
  if (text.flipY > 0.5) {
    xy.y = -xy.y - wh.y;
  }
  if (attributes.instanceClipRect.z >= 0.0) {
    varyings.dimensions.x = wh.x;
    pixelOffset.x = xy.x + varyings.uv.x * wh.x + mix(
      -textBackground.padding.x,
      textBackground.padding.z,
      varyings.uv.x
    );
  }
  if (attributes.instanceClipRect.w >= 0.0) {
    varyings.dimensions.y = wh.y;
    pixelOffset.y = xy.y + varyings.uv.y * wh.y + mix(
      -textBackground.padding.y,
      textBackground.padding.w,
      varyings.uv.y
    );
  }

  if (textBackground.billboard > 0.5) {
    var position = project_position_to_clipspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      vec3<f32>(0.0)
    );
    let clipOffset = project_pixel_size_to_clipspace(pixelOffset);
    position = vec4<f32>(
      position.x + clipOffset.x,
      position.y + clipOffset.y,
      position.z,
      position.w
    );
    varyings.position = position;
  } else {
    var offsetCommon = vec3<f32>(project_pixel_size_vec2(pixelOffset), 0.0);
    if (text.flipY > 0.5) {
      offsetCommon.y = offsetCommon.y * -1.0;
    }
    varyings.position = project_position_to_clipspace(
      attributes.instancePositions,
      attributes.instancePositions64Low,
      offsetCommon
    );
  }

  varyings.vFillColor = vec4<f32>(
    attributes.instanceFillColors.rgb,
    attributes.instanceFillColors.a * layer.opacity
  );
  varyings.vLineColor = vec4<f32>(
    attributes.instanceLineColors.rgb,
    attributes.instanceLineColors.a * layer.opacity
  );
  varyings.pickingColor = geometry.pickingColor;
  return varyings;
}

fn round_rect(point: vec2<f32>, size: vec2<f32>, radii: vec4<f32>) -> f32 {
  let pixelPosition = (point - 0.5) * size;
  let halfSize = size * 0.5;
  let maxBorderRadius = min(size.x, size.y) * 0.5;
  var borderRadius = min(radii, vec4<f32>(maxBorderRadius));

  borderRadius = select(borderRadius.zwxy, borderRadius, pixelPosition.x > 0.0);
  let radius = select(borderRadius.y, borderRadius.x, pixelPosition.y > 0.0);
  let q = abs(pixelPosition) - halfSize + radius;
  return -(min(max(q.x, q.y), 0.0) + length(max(q, vec2<f32>(0.0))) - radius);
}

fn rect(point: vec2<f32>, size: vec2<f32>) -> f32 {
  let pixelPosition = point * size;
  return min(
    min(pixelPosition.x, size.x - pixelPosition.x),
    min(pixelPosition.y, size.y - pixelPosition.y)
  );
}

fn get_stroked_frag_color(
  distanceToEdge: f32,
  lineWidth: f32,
  fillColor: vec4<f32>,
  lineColor: vec4<f32>
) -> vec4<f32> {
  let isBorder = smoothedge(distanceToEdge, lineWidth);
  return mix(fillColor, lineColor, isBorder);
}

@fragment
fn fragmentMain(varyings: Varyings) -> @location(0) vec4<f32> {
  geometry.uv = varyings.uv;
  var fragColor: vec4<f32>;

  if (any(textBackground.borderRadius != vec4<f32>(0.0))) {
    let distanceToEdge = round_rect(
      varyings.uv,
      varyings.dimensions,
      textBackground.borderRadius
    );
    let shapeAlpha = smoothedge(-distanceToEdge, 0.0);
    if (shapeAlpha == 0.0) {
      discard;
    }
    if (textBackground.stroked > 0.5) {
      fragColor = get_stroked_frag_color(
        distanceToEdge,
        varyings.vLineWidth,
        varyings.vFillColor,
        varyings.vLineColor
      );
    } else {
      fragColor = varyings.vFillColor;
    }
    fragColor.a = fragColor.a * shapeAlpha;
  } else if (textBackground.stroked > 0.5) {
    let distanceToEdge = rect(varyings.uv, varyings.dimensions);
    fragColor = get_stroked_frag_color(
      distanceToEdge,
      varyings.vLineWidth,
      varyings.vFillColor,
      varyings.vLineColor
    );
  } else {
    fragColor = varyings.vFillColor;
  }

  if (picking.isActive > 0.5) {
    if (!picking_isColorValid(varyings.pickingColor)) {
      discard;
    }
    return vec4<f32>(varyings.pickingColor, 1.0);
  }

  if (picking.isHighlightActive > 0.5) {
    let highlightedObjectColor = picking_normalizeColor(picking.highlightedObjectColor);
    if (picking_isColorZero(abs(varyings.pickingColor - highlightedObjectColor))) {
      let highlightAlpha = picking.highlightColor.a;
      let blendedAlpha = highlightAlpha + fragColor.a * (1.0 - highlightAlpha);
      if (blendedAlpha > 0.0) {
        let highlightRatio = highlightAlpha / blendedAlpha;
        fragColor = vec4<f32>(
          mix(fragColor.rgb, picking.highlightColor.rgb, highlightRatio),
          blendedAlpha
        );
      } else {
        fragColor = vec4<f32>(fragColor.rgb, 0.0);
      }
    }
  }

  return deckgl_premultiplied_alpha(fragColor);
}
`,Ec={billboard:!0,sizeScale:1,sizeUnits:`pixels`,sizeMinPixels:0,sizeMaxPixels:2**53-1,fontSize:1,borderRadius:{type:`object`,value:0},padding:{type:`array`,value:[0,0,0,0]},getPosition:{type:`accessor`,value:e=>e.position},getSize:{type:`accessor`,value:1},getAngle:{type:`accessor`,value:0},getPixelOffset:{type:`accessor`,value:[0,0]},getBoundingRect:{type:`accessor`,value:[0,0,0,0]},getClipRect:{type:`accessor`,value:[0,0,-1,-1]},getFillColor:{type:`accessor`,value:[0,0,0,255]},getLineColor:{type:`accessor`,value:[0,0,0,255]},getLineWidth:{type:`accessor`,value:1}},Dc=class extends se{getShaders(){return super.getShaders({vs:Cc,fs:wc,source:Tc,modules:[Kn,Gn,O,Sc,Fs]})}initializeState(){this.getAttributeManager().addInstanced({instancePositions:{size:3,type:`float64`,fp64:this.use64bitPositions(),transition:!0,accessor:`getPosition`},instanceSizes:{size:1,transition:!0,bufferGroup:`text-background-instance-data`,accessor:`getSize`,defaultValue:1},instanceAngles:{size:1,transition:!0,bufferGroup:`text-background-instance-data`,accessor:`getAngle`},instanceRects:{size:4,bufferGroup:`text-background-instance-data`,accessor:`getBoundingRect`},instanceClipRect:{size:4,bufferGroup:`text-background-instance-data`,accessor:`getClipRect`,defaultValue:[0,0,-1,-1]},instancePixelOffsets:{size:2,transition:!0,bufferGroup:`text-background-instance-data`,accessor:`getPixelOffset`},instanceFillColors:{size:4,transition:!0,type:`unorm8`,accessor:`getFillColor`,defaultValue:[0,0,0,255]},instanceLineColors:{size:4,transition:!0,type:`unorm8`,accessor:`getLineColor`,defaultValue:[0,0,0,255]},instanceLineWidths:{size:1,transition:!0,bufferGroup:`text-background-instance-data`,accessor:`getLineWidth`,defaultValue:1}})}updateState(e){super.updateState(e);let{changeFlags:t}=e;t.extensionsChanged&&(this.state.model?.destroy(),this.state.model=this._getModel(),this.getAttributeManager().invalidateAll())}draw({uniforms:e}){let{billboard:t,sizeScale:n,sizeUnits:r,sizeMinPixels:i,sizeMaxPixels:a,getLineWidth:o,fontSize:s}=this.props,{padding:c,borderRadius:l}=this.props;c.length<4&&(c=[c[0],c[1],c[0],c[1]]),Array.isArray(l)||(l=[l,l,l,l]);let u=this.state.model,d={billboard:t,stroked:!!o,borderRadius:l,padding:c,sizeUnits:Ve[r],sizeScale:n,sizeMinPixels:i,sizeMaxPixels:a},f={fontSize:s,viewport:this.context.viewport};u.shaderInputs.setProps({textBackground:d,text:f}),u.draw(this.context.renderPass)}_getModel(){let e=[0,0,1,0,0,1,1,1];return new k(this.context.device,{...this.getShaders(),id:this.props.id,bufferLayout:this.getAttributeManager().getBufferLayouts(),geometry:new ae({topology:`triangle-strip`,vertexCount:4,attributes:{positions:{size:2,value:new Float32Array(e)}}}),isInstanced:!0})}};Dc.defaultProps=Ec,Dc.layerName=`TextBackgroundLayer`;var Oc={start:1,middle:0,end:-1},kc={top:1,center:0,bottom:-1},Ac=[0,0,0,255],jc={billboard:!0,sizeScale:1,sizeUnits:`pixels`,sizeMinPixels:0,sizeMaxPixels:2**53-1,background:!1,getBackgroundColor:{type:`accessor`,value:[255,255,255,255]},getBorderColor:{type:`accessor`,value:Ac},getBorderWidth:{type:`accessor`,value:0},backgroundBorderRadius:{type:`object`,value:0},backgroundPadding:{type:`array`,value:[0,0,0,0]},characterSet:{type:`object`,value:sc.characterSet},fontFamily:sc.fontFamily,fontWeight:sc.fontWeight,lineHeight:1,outlineWidth:{type:`number`,value:0,min:0},outlineColor:{type:`color`,value:Ac},fontSettings:{type:`object`,value:{},compare:1},wordBreak:`break-word`,maxWidth:{type:`number`,value:-1},contentCutoffPixels:{type:`array`,value:[0,0]},contentAlignHorizontal:`none`,contentAlignVertical:`none`,getText:{type:`accessor`,value:e=>e.text},getPosition:{type:`accessor`,value:e=>e.position},getColor:{type:`accessor`,value:Ac},getSize:{type:`accessor`,value:32},getAngle:{type:`accessor`,value:0},getTextAnchor:{type:`accessor`,value:`middle`},getAlignmentBaseline:{type:`accessor`,value:`center`},getPixelOffset:{type:`accessor`,value:[0,0]},getContentBox:{type:`accessor`,value:[0,0,-1,-1]},backgroundColor:{deprecatedFor:[`background`,`getBackgroundColor`]}},Mc=class extends Jn{constructor(){super(...arguments),this.getBoundingRect=(e,t)=>{let{size:[n,r]}=this.transformParagraph(e,t),{getTextAnchor:i,getAlignmentBaseline:a}=this.props,o=Oc[typeof i==`function`?i(e,t):i],s=kc[typeof a==`function`?a(e,t):a];return[(o-1)*n/2,(s-1)*r/2,n,r]},this.getIconOffsets=(e,t)=>{let{getTextAnchor:n,getAlignmentBaseline:r}=this.props,{x:i,y:a,rowWidth:o,size:[,s]}=this.transformParagraph(e,t),c=Oc[typeof n==`function`?n(e,t):n],l=kc[typeof r==`function`?r(e,t):r],u=i.length,d=Array(u*2),f=0;for(let e=0;e<u;e++)d[f++]=(c-1)*o[e]/2+i[e],d[f++]=(l-1)*s/2+a[e];return d}}initializeState(){this.state={styleVersion:0,fontAtlasManager:new vc},this.props.maxWidth>0&&j.once(1,`v8.9 breaking change: TextLayer maxWidth is now relative to text size`)()}updateState(e){let{props:t,oldProps:n,changeFlags:r}=e;(r.dataChanged||r.updateTriggersChanged&&(r.updateTriggersChanged.all||r.updateTriggersChanged.getText))&&this._updateText(),(this._updateFontAtlas()||t.lineHeight!==n.lineHeight||t.wordBreak!==n.wordBreak||t.maxWidth!==n.maxWidth)&&this.setState({styleVersion:this.state.styleVersion+1})}getPickingInfo({info:e}){return e.object=e.index>=0?this.props.data[e.index]:null,e}_updateFontAtlas(){let{fontSettings:e,fontFamily:t,fontWeight:n,_getFontRenderer:r}=this.props,{fontAtlasManager:i,characterSet:a}=this.state,o={...e,characterSet:a,fontFamily:t,fontWeight:n,_getFontRenderer:r};if(!i.mapping)return i.setProps(o),!0;for(let e in o)if(o[e]!==i.props[e])return i.setProps(o),!0;return!1}_updateText(){let{data:e,characterSet:t}=this.props,n=e.attributes?.getText,{getText:r}=this.props,i=e.startIndices,a,o=t===`auto`&&new Set;if(n&&i){let{texts:t,characterCount:s}=ic({...ArrayBuffer.isView(n)?{value:n}:n,length:e.length,startIndices:i,characterSet:o});a=s,r=(e,{index:n})=>t[n]}else{let{iterable:t,objectInfo:n}=fe(e);i=[0],a=0;for(let e of t){n.index++;let t=Array.from(r(e,n)||``);o&&t.forEach(o.add,o),a+=t.length,i.push(a)}}this.setState({getText:r,startIndices:i,numInstances:a,characterSet:o||t})}transformParagraph(e,t){let{fontAtlasManager:n}=this.state,r=n.mapping,{baselineOffset:i}=n.atlas,{fontSize:a}=n.props,o=this.state.getText,{wordBreak:s,lineHeight:c,maxWidth:l}=this.props;return rc(o(e,t)||``,i,c*a,s,l*a,r)}renderLayers(){let{startIndices:e,numInstances:t,getText:n,fontAtlasManager:{atlas:r,mapping:i},styleVersion:a}=this.state,{data:o,_dataDiff:s,getPosition:c,getColor:l,getSize:u,getAngle:d,getPixelOffset:f,getBackgroundColor:p,getBorderColor:m,getBorderWidth:h,getContentBox:g,backgroundBorderRadius:_,backgroundPadding:v,background:y,billboard:b,fontSettings:x,outlineWidth:S,outlineColor:C,sizeScale:w,sizeUnits:T,sizeMinPixels:ee,sizeMaxPixels:E,contentCutoffPixels:te,contentAlignHorizontal:ne,contentAlignVertical:re,transitions:D,updateTriggers:O}=this.props,ie=this.getSubLayerClass(`characters`,Hs),ae=this.getSubLayerClass(`background`,Dc),{fontSize:oe}=this.state.fontAtlasManager.props;return[y&&new ae({getFillColor:p,getLineColor:m,getLineWidth:h,borderRadius:_,padding:v,getPosition:c,getSize:u,getAngle:d,getPixelOffset:f,getClipRect:g,billboard:b,sizeScale:w,sizeUnits:T,sizeMinPixels:ee,sizeMaxPixels:E,fontSize:oe,transitions:D&&{getPosition:D.getPosition,getAngle:D.getAngle,getSize:D.getSize,getFillColor:D.getBackgroundColor,getLineColor:D.getBorderColor,getLineWidth:D.getBorderWidth,getPixelOffset:D.getPixelOffset}},this.getSubLayerProps({id:`background`,updateTriggers:{getPosition:O.getPosition,getAngle:O.getAngle,getSize:O.getSize,getFillColor:O.getBackgroundColor,getLineColor:O.getBorderColor,getLineWidth:O.getBorderWidth,getPixelOffset:O.getPixelOffset,getBoundingRect:{getText:O.getText,getTextAnchor:O.getTextAnchor,getAlignmentBaseline:O.getAlignmentBaseline,styleVersion:a}}}),{data:o.attributes&&o.attributes.background?{length:o.length,attributes:o.attributes.background}:o,_dataDiff:s,autoHighlight:!1,getBoundingRect:this.getBoundingRect}),new ie({sdf:x.sdf,smoothing:Number.isFinite(x.smoothing)?x.smoothing:sc.smoothing,outlineWidth:S/(x.radius||sc.radius),outlineColor:C,iconAtlas:r,iconMapping:i,getPosition:c,getColor:l,getSize:u,getAngle:d,getPixelOffset:f,getContentBox:g,billboard:b,sizeScale:w,sizeUnits:T,sizeMinPixels:ee,sizeMaxPixels:E,fontSize:oe,contentCutoffPixels:te,contentAlignHorizontal:ne,contentAlignVertical:re,transitions:D&&{getPosition:D.getPosition,getAngle:D.getAngle,getColor:D.getColor,getSize:D.getSize,getPixelOffset:D.getPixelOffset,getContentBox:D.getContentBox}},this.getSubLayerProps({id:`characters`,updateTriggers:{all:O.getText,getPosition:O.getPosition,getAngle:O.getAngle,getColor:O.getColor,getSize:O.getSize,getPixelOffset:O.getPixelOffset,getContentBox:O.getContentBox,getIconOffsets:{getTextAnchor:O.getTextAnchor,getAlignmentBaseline:O.getAlignmentBaseline,styleVersion:a}}}),{data:o,_dataDiff:s,startIndices:e,numInstances:t,getIconOffsets:this.getIconOffsets,getIcon:n})]}static set fontAtlasCacheLimit(e){_c(e)}};Mc.defaultProps=jc,Mc.layerName=`TextLayer`;var Nc={circle:{type:no,props:{filled:`filled`,stroked:`stroked`,lineWidthMaxPixels:`lineWidthMaxPixels`,lineWidthMinPixels:`lineWidthMinPixels`,lineWidthScale:`lineWidthScale`,lineWidthUnits:`lineWidthUnits`,pointRadiusMaxPixels:`radiusMaxPixels`,pointRadiusMinPixels:`radiusMinPixels`,pointRadiusScale:`radiusScale`,pointRadiusUnits:`radiusUnits`,pointAntialiasing:`antialiasing`,pointBillboard:`billboard`,getFillColor:`getFillColor`,getLineColor:`getLineColor`,getLineWidth:`getLineWidth`,getPointRadius:`getRadius`}},icon:{type:Wa,props:{iconAtlas:`iconAtlas`,iconMapping:`iconMapping`,iconSizeMaxPixels:`sizeMaxPixels`,iconSizeMinPixels:`sizeMinPixels`,iconSizeScale:`sizeScale`,iconSizeUnits:`sizeUnits`,iconAlphaCutoff:`alphaCutoff`,iconBillboard:`billboard`,getIcon:`getIcon`,getIconAngle:`getAngle`,getIconColor:`getColor`,getIconPixelOffset:`getPixelOffset`,getIconSize:`getSize`}},text:{type:Mc,props:{textSizeMaxPixels:`sizeMaxPixels`,textSizeMinPixels:`sizeMinPixels`,textSizeScale:`sizeScale`,textSizeUnits:`sizeUnits`,textBackground:`background`,textBackgroundPadding:`backgroundPadding`,textFontFamily:`fontFamily`,textFontWeight:`fontWeight`,textLineHeight:`lineHeight`,textMaxWidth:`maxWidth`,textOutlineColor:`outlineColor`,textOutlineWidth:`outlineWidth`,textWordBreak:`wordBreak`,textCharacterSet:`characterSet`,textBillboard:`billboard`,textFontSettings:`fontSettings`,getText:`getText`,getTextAngle:`getAngle`,getTextColor:`getColor`,getTextPixelOffset:`getPixelOffset`,getTextSize:`getSize`,getTextAnchor:`getTextAnchor`,getTextAlignmentBaseline:`getAlignmentBaseline`,getTextBackgroundColor:`getBackgroundColor`,getTextBorderColor:`getBorderColor`,getTextBorderWidth:`getBorderWidth`}}},Pc={type:qo,props:{lineWidthUnits:`widthUnits`,lineWidthScale:`widthScale`,lineWidthMinPixels:`widthMinPixels`,lineWidthMaxPixels:`widthMaxPixels`,lineJointRounded:`jointRounded`,lineCapRounded:`capRounded`,lineMiterLimit:`miterLimit`,lineBillboard:`billboard`,lineAntialiasing:`antialiasing`,getLineColor:`getColor`,getLineWidth:`getWidth`}},Fc={type:Ds,props:{extruded:`extruded`,filled:`filled`,wireframe:`wireframe`,elevationScale:`elevationScale`,material:`material`,_full3d:`_full3d`,getElevation:`getElevation`,getFillColor:`getFillColor`,getLineColor:`getLineColor`}};function Ic({type:e,props:t}){let n={};for(let r in t)n[r]=e.defaultProps[t[r]];return n}function Lc(e,t){let{transitions:n,updateTriggers:r}=e.props,i={updateTriggers:{},transitions:n&&{getPosition:n.geometry}};for(let a in t){let o=t[a],s=e.props[a];a.startsWith(`get`)&&(s=e.getSubLayerAccessor(s),i.updateTriggers[o]=r[a],n&&(i.transitions[o]=n[a])),i[o]=s}return i}function Rc(e){if(Array.isArray(e))return e;switch(j.assert(e.type,`GeoJSON does not have type`),e.type){case`Feature`:return[e];case`FeatureCollection`:return j.assert(Array.isArray(e.features),`GeoJSON does not have features array`),e.features;default:return[{geometry:e}]}}function zc(e,t,n={}){let r={pointFeatures:[],lineFeatures:[],polygonFeatures:[],polygonOutlineFeatures:[]},{startRow:i=0,endRow:a=e.length}=n;for(let n=i;n<a;n++){let i=e[n],{geometry:a}=i;if(a){if(a.type===`GeometryCollection`){j.assert(Array.isArray(a.geometries),`GeoJSON does not have geometries array`);let{geometries:e}=a;for(let a=0;a<e.length;a++){let o=e[a];Bc(o,r,t,i,n)}}else Bc(a,r,t,i,n)}}return r}function Bc(e,t,n,r,i){let{type:a,coordinates:o}=e,{pointFeatures:s,lineFeatures:c,polygonFeatures:l,polygonOutlineFeatures:u}=t;if(!Hc(a,o))j.warn(`${a} coordinates are malformed`)();else switch(a){case`Point`:s.push(n({geometry:e},r,i));break;case`MultiPoint`:o.forEach(e=>{s.push(n({geometry:{type:`Point`,coordinates:e}},r,i))});break;case`LineString`:c.push(n({geometry:e},r,i));break;case`MultiLineString`:o.forEach(e=>{c.push(n({geometry:{type:`LineString`,coordinates:e}},r,i))});break;case`Polygon`:l.push(n({geometry:e},r,i)),o.forEach(e=>{u.push(n({geometry:{type:`LineString`,coordinates:e}},r,i))});break;case`MultiPolygon`:o.forEach(e=>{l.push(n({geometry:{type:`Polygon`,coordinates:e}},r,i)),e.forEach(e=>{u.push(n({geometry:{type:`LineString`,coordinates:e}},r,i))})})}}var Vc={Point:1,MultiPoint:2,LineString:2,MultiLineString:3,Polygon:3,MultiPolygon:4};function Hc(e,t){let n=Vc[e];for(j.assert(n,`Unknown GeoJSON type ${e}`);t&&--n>0;)t=t[0];return t&&Number.isFinite(t[0])}function Uc(){return{points:{},lines:{},polygons:{},polygonsOutline:{}}}function Wc(e){return e.geometry.coordinates}function Gc(e,t){let n=Uc(),{pointFeatures:r,lineFeatures:i,polygonFeatures:a,polygonOutlineFeatures:o}=e;return n.points.data=r,n.points._dataDiff=t.pointFeatures&&(()=>t.pointFeatures),n.points.getPosition=Wc,n.lines.data=i,n.lines._dataDiff=t.lineFeatures&&(()=>t.lineFeatures),n.lines.getPath=Wc,n.polygons.data=a,n.polygons._dataDiff=t.polygonFeatures&&(()=>t.polygonFeatures),n.polygons.getPolygon=Wc,n.polygonsOutline.data=o,n.polygonsOutline._dataDiff=t.polygonOutlineFeatures&&(()=>t.polygonOutlineFeatures),n.polygonsOutline.getPath=Wc,n}function Kc(e){let t=Uc(),{points:n,lines:r,polygons:i}=e,a=js(e);t.points.data={length:n.positions.value.length/n.positions.size,attributes:{...n.attributes,getPosition:n.positions,rowIndexes:{size:1,type:`uint32`,value:a.points}},properties:n.properties,numericProps:n.numericProps,featureIds:n.featureIds},t.lines.data={length:r.pathIndices.value.length-1,startIndices:r.pathIndices.value,attributes:{...r.attributes,getPath:r.positions,rowIndexes:{size:1,type:`uint32`,value:a.lines}},properties:r.properties,numericProps:r.numericProps,featureIds:r.featureIds},t.lines._pathType=`open`;let o=i.positions.value.length/i.positions.size,s=Array(o).fill(1);for(let e of i.primitivePolygonIndices.value)s[e-1]=0;return t.polygons.data={length:i.polygonIndices.value.length-1,startIndices:i.polygonIndices.value,attributes:{...i.attributes,getPolygon:i.positions,instanceVertexValid:{size:1,value:new Uint16Array(s)},rowIndexes:{size:1,type:`uint32`,value:a.polygons}},properties:i.properties,numericProps:i.numericProps,featureIds:i.featureIds},t.polygons._normalize=!1,i.triangles&&(t.polygons.data.attributes.indices=i.triangles.value),t.polygonsOutline.data={length:i.primitivePolygonIndices.value.length-1,startIndices:i.primitivePolygonIndices.value,attributes:{...i.attributes,getPath:i.positions,rowIndexes:{size:1,type:`uint32`,value:a.polygons}},properties:i.properties,numericProps:i.numericProps,featureIds:i.featureIds},t.polygonsOutline._pathType=`open`,t}var qc=[`points`,`linestrings`,`polygons`],Jc={...Ic(Nc.circle),...Ic(Nc.icon),...Ic(Nc.text),...Ic(Pc),...Ic(Fc),stroked:!0,filled:!0,extruded:!1,wireframe:!1,_full3d:!1,iconAtlas:{type:`object`,value:null},iconMapping:{type:`object`,value:{}},getIcon:{type:`accessor`,value:e=>e.properties.icon},getText:{type:`accessor`,value:e=>e.properties.text},pointType:`circle`,getRadius:{deprecatedFor:`getPointRadius`}},Yc=class extends Jn{initializeState(){this.state={layerProps:{},features:{},featuresDiff:{}}}updateState({props:e,changeFlags:t}){if(!t.dataChanged)return;let{data:n}=this.props,r=n&&`points`in n&&`polygons`in n&&`lines`in n;this.setState({binary:r}),r?this._updateStateBinary({props:e,changeFlags:t}):this._updateStateJSON({props:e,changeFlags:t})}_updateStateBinary({props:e,changeFlags:t}){let n=Kc(e.data);this.setState({layerProps:n})}_updateStateJSON({props:e,changeFlags:t}){let n=Rc(e.data),r=this.getSubLayerRow.bind(this),i={},a={};if(Array.isArray(t.dataChanged)){let e=this.state.features;for(let t in e)i[t]=e[t].slice(),a[t]=[];for(let o of t.dataChanged){let t=zc(n,r,o);for(let n in e)a[n].push(Os({data:i[n],getIndex:e=>e.__source.index,dataRange:o,replace:t[n]}))}}else i=zc(n,r);let o=Gc(i,a);this.setState({features:i,featuresDiff:a,layerProps:o})}getPickingInfo(e){let t=super.getPickingInfo(e),{index:n,sourceLayer:r}=t;return t.featureType=qc.find(e=>r.id.startsWith(`${this.id}-${e}-`)),n>=0&&r.id.startsWith(`${this.id}-points-text`)&&this.state.binary&&(t.index=this.props.data.points.globalFeatureIds.value[n]),t}_updateAutoHighlight(e){let t=`${this.id}-points-`,n=e.featureType===`points`;for(let r of this.getSubLayers())r.id.startsWith(t)===n&&r.updateAutoHighlight(e)}_renderPolygonLayer(){let{extruded:e,wireframe:t}=this.props,{layerProps:n}=this.state,r=`polygons-fill`,i=this.shouldRenderSubLayer(r,n.polygons?.data)&&this.getSubLayerClass(r,Fc.type);if(i){let a=Lc(this,Fc.props),o=e&&t;return o||delete a.getLineColor,a.updateTriggers.lineColors=o,new i(a,this.getSubLayerProps({id:r,updateTriggers:a.updateTriggers}),n.polygons)}return null}_renderLineLayers(){let{extruded:e,stroked:t}=this.props,{layerProps:n}=this.state,r=`polygons-stroke`,i=`linestrings`,a=!e&&t&&this.shouldRenderSubLayer(r,n.polygonsOutline?.data)&&this.getSubLayerClass(r,Pc.type),o=this.shouldRenderSubLayer(i,n.lines?.data)&&this.getSubLayerClass(i,Pc.type);if(a||o){let e=Lc(this,Pc.props);return[a&&new a(e,this.getSubLayerProps({id:r,updateTriggers:e.updateTriggers}),n.polygonsOutline),o&&new o(e,this.getSubLayerProps({id:i,updateTriggers:e.updateTriggers}),n.lines)]}return null}_renderPointLayers(){let{pointType:e}=this.props,{layerProps:t,binary:n}=this.state,{highlightedObjectIndex:r}=this.props;!n&&Number.isFinite(r)&&(r=t.points.data.findIndex(e=>e.__source.index===r));let i=new Set(e.split(`+`)),a=[];for(let e of i){let i=`points-${e}`,o=Nc[e],s=o&&this.shouldRenderSubLayer(i,t.points?.data)&&this.getSubLayerClass(i,o.type);if(s){let c=Lc(this,o.props),l=t.points;if(e===`text`&&n){let{rowIndexes:e,...t}=l.data.attributes;l={...l,data:{...l.data,attributes:t}}}a.push(new s(c,this.getSubLayerProps({id:i,updateTriggers:c.updateTriggers,highlightedObjectIndex:r}),l))}}return a}renderLayers(){let{extruded:e}=this.props,t=this._renderPolygonLayer(),n=this._renderLineLayers(),r=this._renderPointLayers();return[!e&&t,n,r,e&&t]}getSubLayerAccessor(e){let{binary:t}=this.state;return!t||typeof e!=`function`?super.getSubLayerAccessor(e):(t,n)=>{let{data:r,index:i}=n;return e(ks(r,i),n)}}};Yc.layerName=`GeoJsonLayer`,Yc.defaultProps=Jc;var Xc=class{constructor(e){this.index=e,this.isVisible=!1,this.isSelected=!1,this.parent=null,this.children=[],this.content=null,this._loader=void 0,this._abortController=null,this._loaderId=0,this._isLoaded=!1,this._isCancelled=!1,this._needsReload=!1}get bbox(){return this._bbox}set bbox(e){this._bbox||(this._bbox=e,this.boundingBox=`west`in e?[[e.west,e.south],[e.east,e.north]]:[[e.left,e.top],[e.right,e.bottom]])}get data(){return this.isLoading&&this._loader?this._loader.then(()=>this.data):this.content}get isLoaded(){return this._isLoaded&&!this._needsReload}get isLoading(){return!!this._loader&&!this._isCancelled}get needsReload(){return this._needsReload||this._isCancelled}get byteLength(){let e=this.content?this.content.byteLength:0;return Number.isFinite(e)||console.error(`byteLength not defined in tile data`),e}async _loadData({getData:e,getRequestPriority:t,requestScheduler:n,onLoad:r,onError:i}){let{index:a,id:o,bbox:s,userData:c,zoom:l}=this,u=this._loaderId;this._abortController=new AbortController;let{signal:d}=this._abortController,f=await n.scheduleRequest(this,t);if(!f){this._isCancelled=!0;return}if(this._isCancelled){f.done();return}let p=null,m;try{p=await e({index:a,id:o,bbox:s,userData:c,zoom:l,signal:d})}catch(e){m=e||!0}finally{f.done()}u===this._loaderId&&(this._loader=void 0,this.content=p,this._isCancelled&&!p?this._isLoaded=!1:(this._isLoaded=!0,this._isCancelled=!1,m?i(m,this):r(this)))}loadData(e){return this._isLoaded=!1,this._isCancelled=!1,this._needsReload=!1,this._loaderId++,this._loader=this._loadData(e),this._loader}setNeedsReload(){this.isLoading&&(this.abort(),this._loader=void 0),this._needsReload=!0}abort(){this.isLoaded||(this._isCancelled=!0,this._abortController?.abort())}},H={OUTSIDE:-1,INTERSECTING:0,INSIDE:1},Zc=new F,Qc=new F,$c=class e{constructor(e=[0,0,0],t=[0,0,0],n){n||=Zc.copy(e).add(t).scale(.5),this.center=new F(n),this.halfDiagonal=new F(t).subtract(this.center),this.minimum=new F(e),this.maximum=new F(t)}clone(){return new e(this.minimum,this.maximum,this.center)}equals(e){return this===e||!!e&&this.minimum.equals(e.minimum)&&this.maximum.equals(e.maximum)}transform(e){return this.center.transformAsPoint(e),this.halfDiagonal.transform(e),this.minimum.transform(e),this.maximum.transform(e),this}intersectPlane(e){let{halfDiagonal:t}=this,n=Qc.from(e.normal),r=t.x*Math.abs(n.x)+t.y*Math.abs(n.y)+t.z*Math.abs(n.z),i=this.center.dot(n)+e.distance;return i-r>0?H.INSIDE:i+r<0?H.OUTSIDE:H.INTERSECTING}distanceTo(e){return Math.sqrt(this.distanceSquaredTo(e))}distanceSquaredTo(e){let t=Zc.from(e).subtract(this.center),{halfDiagonal:n}=this,r=0,i;return i=Math.abs(t.x)-n.x,i>0&&(r+=i*i),i=Math.abs(t.y)-n.y,i>0&&(r+=i*i),i=Math.abs(t.z)-n.z,i>0&&(r+=i*i),r}},el=new F,tl=new F,nl=class e{constructor(e=[0,0,0],t=0){this.radius=-0,this.center=new F,this.fromCenterRadius(e,t)}fromCenterRadius(e,t){return this.center.from(e),this.radius=t,this}fromCornerPoints(e,t){return t=el.from(t),this.center=new F().from(e).add(t).scale(.5),this.radius=this.center.distance(t),this}equals(e){return this===e||!!e&&this.center.equals(e.center)&&this.radius===e.radius}clone(){return new e(this.center,this.radius)}union(e){let t=this.center,n=this.radius,r=e.center,i=e.radius,a=el.copy(r).subtract(t),o=a.magnitude();if(n>=o+i)return this.clone();if(i>=o+n)return e.clone();let s=(n+o+i)*.5;return tl.copy(a).scale((-n+s)/o).add(t),this.center.copy(tl),this.radius=s,this}expand(e){let t=el.from(e).subtract(this.center).magnitude();return t>this.radius&&(this.radius=t),this}transform(e){this.center.transform(e);let t=Xe(el,e);return this.radius=Math.max(t[0],Math.max(t[1],t[2]))*this.radius,this}distanceSquaredTo(e){let t=this.distanceTo(e);return t*t}distanceTo(e){let t=el.from(e).subtract(this.center);return Math.max(0,t.len()-this.radius)}intersectPlane(e){let t=this.center,n=this.radius,r=e.normal.dot(t)+e.distance;return r<-n?H.OUTSIDE:r<n?H.INTERSECTING:H.INSIDE}},rl=new F,il=new F,al=new F,ol=new F,sl=new F,cl=new F,ll=new F,U={COLUMN0ROW0:0,COLUMN0ROW1:1,COLUMN0ROW2:2,COLUMN1ROW0:3,COLUMN1ROW1:4,COLUMN1ROW2:5,COLUMN2ROW0:6,COLUMN2ROW1:7,COLUMN2ROW2:8},ul=class e{constructor(e=[0,0,0],t=[0,0,0,0,0,0,0,0,0]){this.center=new F().from(e),this.halfAxes=new L(t)}get halfSize(){let e=this.halfAxes.getColumn(0),t=this.halfAxes.getColumn(1),n=this.halfAxes.getColumn(2);return[new F(e).len(),new F(t).len(),new F(n).len()]}get quaternion(){let e=this.halfAxes.getColumn(0),t=this.halfAxes.getColumn(1),n=this.halfAxes.getColumn(2),r=new F(e).normalize(),i=new F(t).normalize(),a=new F(n).normalize();return new pn().fromMatrix3(new L([...r,...i,...a]))}fromCenterHalfSizeQuaternion(e,t,n){let r=new pn(n),i=new L().fromQuaternion(r);return i[0]*=t[0],i[1]*=t[0],i[2]*=t[0],i[3]*=t[1],i[4]*=t[1],i[5]*=t[1],i[6]*=t[2],i[7]*=t[2],i[8]*=t[2],this.center=new F().from(e),this.halfAxes=i,this}clone(){return new e(this.center,this.halfAxes)}equals(e){return this===e||!!e&&this.center.equals(e.center)&&this.halfAxes.equals(e.halfAxes)}getBoundingSphere(e=new nl){let t=this.halfAxes,n=t.getColumn(0,al),r=t.getColumn(1,ol),i=t.getColumn(2,sl),a=rl.copy(n).add(r).add(i);return e.center.copy(this.center),e.radius=a.magnitude(),e}intersectPlane(e){let t=this.center,n=e.normal,r=this.halfAxes,i=n.x,a=n.y,o=n.z,s=Math.abs(i*r[U.COLUMN0ROW0]+a*r[U.COLUMN0ROW1]+o*r[U.COLUMN0ROW2])+Math.abs(i*r[U.COLUMN1ROW0]+a*r[U.COLUMN1ROW1]+o*r[U.COLUMN1ROW2])+Math.abs(i*r[U.COLUMN2ROW0]+a*r[U.COLUMN2ROW1]+o*r[U.COLUMN2ROW2]),c=n.dot(t)+e.distance;return c<=-s?H.OUTSIDE:c>=s?H.INSIDE:H.INTERSECTING}distanceTo(e){return Math.sqrt(this.distanceSquaredTo(e))}distanceSquaredTo(e){let t=il.from(e).subtract(this.center),n=this.halfAxes,r=n.getColumn(0,al),i=n.getColumn(1,ol),a=n.getColumn(2,sl),o=r.magnitude(),s=i.magnitude(),c=a.magnitude();r.normalize(),i.normalize(),a.normalize();let l=0,u;return u=Math.abs(t.dot(r))-o,u>0&&(l+=u*u),u=Math.abs(t.dot(i))-s,u>0&&(l+=u*u),u=Math.abs(t.dot(a))-c,u>0&&(l+=u*u),l}computePlaneDistances(e,t,n=[-0,-0]){let r=1/0,i=-1/0,a=this.center,o=this.halfAxes,s=o.getColumn(0,al),c=o.getColumn(1,ol),l=o.getColumn(2,sl),u=cl.copy(s).add(c).add(l).add(a),d=ll.copy(u).subtract(e),f=t.dot(d);return r=Math.min(f,r),i=Math.max(f,i),u.copy(a).add(s).add(c).subtract(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),u.copy(a).add(s).subtract(c).add(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),u.copy(a).add(s).subtract(c).subtract(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),a.copy(u).subtract(s).add(c).add(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),a.copy(u).subtract(s).add(c).subtract(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),a.copy(u).subtract(s).subtract(c).add(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),a.copy(u).subtract(s).subtract(c).subtract(l),d.copy(u).subtract(e),f=t.dot(d),r=Math.min(f,r),i=Math.max(f,i),n[0]=r,n[1]=i,n}transform(e){this.center.transformAsPoint(e);let t=this.halfAxes.getColumn(0,al);t.transformAsPoint(e);let n=this.halfAxes.getColumn(1,ol);n.transformAsPoint(e);let r=this.halfAxes.getColumn(2,sl);return r.transformAsPoint(e),this.halfAxes=new L([...t,...n,...r]),this}getTransform(){throw Error(`not implemented`)}},dl=new F,fl=new F,pl=class e{constructor(e=[0,0,1],t=0){this.normal=new F,this.distance=-0,this.fromNormalDistance(e,t)}fromNormalDistance(e,t){return ke(Number.isFinite(t)),this.normal.from(e).normalize(),this.distance=t,this}fromPointNormal(e,t){e=dl.from(e),this.normal.from(t).normalize();let n=-this.normal.dot(e);return this.distance=n,this}fromCoefficients(e,t,n,r){return this.normal.set(e,t,n),ke(Pe(this.normal.len(),1)),this.distance=r,this}clone(){return new e(this.normal,this.distance)}equals(e){return Pe(this.distance,e.distance)&&Pe(this.normal,e.normal)}getPointDistance(e){return this.normal.dot(e)+this.distance}transform(e){let t=fl.copy(this.normal).transformAsVector(e).normalize(),n=this.normal.scale(-this.distance).transform(e);return this.fromPointNormal(n,t)}projectPointOntoPlane(e,t=[0,0,0]){let n=dl.from(e),r=this.getPointDistance(n),i=fl.copy(this.normal).scale(r);return n.subtract(i).to(t)}},ml=[new F([1,0,0]),new F([0,1,0]),new F([0,0,1])],hl=new F,gl=new F,_l=class e{constructor(e=[]){this.planes=e}fromBoundingSphere(e){this.planes.length=2*ml.length;let t=e.center,n=e.radius,r=0;for(let e of ml){let i=this.planes[r],a=this.planes[r+1];i||=this.planes[r]=new pl,a||=this.planes[r+1]=new pl;let o=hl.copy(e).scale(-n).add(t);i.fromPointNormal(o,e);let s=hl.copy(e).scale(n).add(t),c=gl.copy(e).negate();a.fromPointNormal(s,c),r+=2}return this}computeVisibility(e){let t=H.INSIDE;for(let n of this.planes)switch(e.intersectPlane(n)){case H.OUTSIDE:return H.OUTSIDE;case H.INTERSECTING:t=H.INTERSECTING}return t}computeVisibilityWithPlaneMask(t,n){if(ke(Number.isFinite(n),`parentPlaneMask is required.`),n===e.MASK_OUTSIDE||n===e.MASK_INSIDE)return n;let r=e.MASK_INSIDE,i=this.planes;for(let a=0;a<this.planes.length;++a){let o=a<31?1<<a:0;if(a<31&&(n&o)===0)continue;let s=i[a],c=t.intersectPlane(s);if(c===H.OUTSIDE)return e.MASK_OUTSIDE;c===H.INTERSECTING&&(r|=o)}return r}};_l.MASK_OUTSIDE=4294967295,_l.MASK_INSIDE=0,_l.MASK_INDETERMINATE=2147483647,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F,new F;var W=new L,vl=new L,yl=new L,bl=new L,xl=new L;function Sl(e,t={}){let n=hn,r=0,i=0,a=vl,o=yl;a.identity(),o.copy(e);let s=n*Cl(o);for(;i<10&&El(o)>s;)Dl(o,bl),xl.copy(bl).transpose(),o.multiplyRight(bl),o.multiplyLeft(xl),a.multiplyRight(bl),++r>2&&(++i,r=0);return t.unitary=a.toTarget(t.unitary),t.diagonal=o.toTarget(t.diagonal),t}function Cl(e){let t=0;for(let n=0;n<9;++n){let r=e[n];t+=r*r}return Math.sqrt(t)}var wl=[1,0,0],Tl=[2,2,1];function El(e){let t=0;for(let n=0;n<3;++n){let r=e[W.getElementIndex(Tl[n],wl[n])];t+=2*r*r}return Math.sqrt(t)}function Dl(e,t){let n=mn,r=0,i=1;for(let t=0;t<3;++t){let n=Math.abs(e[W.getElementIndex(Tl[t],wl[t])]);n>r&&(i=t,r=n)}let a=wl[i],o=Tl[i],s=1,c=0;if(Math.abs(e[W.getElementIndex(o,a)])>n){let t=e[W.getElementIndex(o,o)],n=e[W.getElementIndex(a,a)],r=e[W.getElementIndex(o,a)],i=(t-n)/2/r,l;l=i<0?-1/(-i+Math.sqrt(1+i*i)):1/(i+Math.sqrt(1+i*i)),s=1/Math.sqrt(1+l*l),c=l*s}return L.IDENTITY.to(t),t[W.getElementIndex(a,a)]=t[W.getElementIndex(o,o)]=s,t[W.getElementIndex(o,a)]=c,t[W.getElementIndex(a,o)]=-c,t}var G=new F,Ol=new F,kl=new F,Al=new F,jl=new F,Ml=new L,Nl={diagonal:new L,unitary:new L};function Pl(e,t=new ul){if(!e||e.length===0)return t.halfAxes=new L([0,0,0,0,0,0,0,0,0]),t.center=new F,t;let n=e.length,r=new F(0,0,0);for(let t of e)r.add(t);let i=1/n;r.multiplyByScalar(i);let a=0,o=0,s=0,c=0,l=0,u=0;for(let t of e){let e=G.copy(t).subtract(r);a+=e.x*e.x,o+=e.x*e.y,s+=e.x*e.z,c+=e.y*e.y,l+=e.y*e.z,u+=e.z*e.z}a*=i,o*=i,s*=i,c*=i,l*=i,u*=i;let d=Ml;d[0]=a,d[1]=o,d[2]=s,d[3]=o,d[4]=c,d[5]=l,d[6]=s,d[7]=l,d[8]=u;let{unitary:f}=Sl(d,Nl),p=t.halfAxes.copy(f),m=p.getColumn(0,kl),h=p.getColumn(1,Al),g=p.getColumn(2,jl),_=-Number.MAX_VALUE,v=-Number.MAX_VALUE,y=-Number.MAX_VALUE,b=Number.MAX_VALUE,x=Number.MAX_VALUE,S=Number.MAX_VALUE;for(let t of e)G.copy(t),_=Math.max(G.dot(m),_),v=Math.max(G.dot(h),v),y=Math.max(G.dot(g),y),b=Math.min(G.dot(m),b),x=Math.min(G.dot(h),x),S=Math.min(G.dot(g),S);m=m.multiplyByScalar(.5*(b+_)),h=h.multiplyByScalar(.5*(x+v)),g=g.multiplyByScalar(.5*(S+y)),t.center.copy(m).add(h).add(g);let C=Ol.set(_-b,v-x,y-S).multiplyByScalar(.5),w=new L([C[0],0,0,0,C[1],0,0,0,C[2]]);return t.halfAxes.multiplyRight(w),t}var Fl=512,Il=3,Ll=[[.5,.5],[0,0],[0,1],[1,0],[1,1]],Rl=Ll.concat([[0,.5],[.5,0],[1,.5],[.5,1]]),zl=Rl.concat([[.25,.5],[.75,.5]]),Bl=class e{constructor(e,t,n){this.x=e,this.y=t,this.z=n}get children(){if(!this._children){let t=this.x*2,n=this.y*2,r=this.z+1;this._children=[new e(t,n,r),new e(t,n+1,r),new e(t+1,n,r),new e(t+1,n+1,r)]}return this._children}update(e){let{viewport:t,cullingVolume:n,elevationBounds:r,minZ:i,maxZ:a,bounds:o,offset:s,project:c}=e,l=this.getBoundingVolume(r,s,c);if(o&&!this.insideBounds(o)||n.computeVisibility(l)<0||c&&this.beyondHorizon(t.cameraPosition,c,r[1]))return!1;if(!this.childVisible){let{z:e}=this;if(e<a&&e>=i){let n=l.distanceTo(t.cameraPosition)*t.scale/t.height;e+=Math.floor(Math.log2(n))}if(e>=a)return this.selected=!0,!0}this.selected=!1,this.childVisible=!0;for(let t of this.children)t.update(e);return!0}getSelected(e=[]){if(this.selected&&e.push(this),this._children)for(let t of this._children)t.getSelected(e);return e}beyondHorizon(e,t,n){let r=e[0],i=e[1],a=e[2],o=Math.sqrt(r*r+i*i+a*a),s=Math.atan2(r,-i)*180/Math.PI,c=Math.asin(a/o)*180/Math.PI,[l,u]=Ql(this.x,this.y,this.z),[d,f]=Ql(this.x+1,this.y+1,this.z),p=(l+d)/2,m=p+((s-p+540)%360-180),h=t([Math.max(l,Math.min(m,d)),Math.max(f,Math.min(c,u)),n]);return h[0]*r+h[1]*i+h[2]*a<=h[0]*h[0]+h[1]*h[1]+h[2]*h[2]}insideBounds([e,t,n,r]){let i=Fl/2**this.z;return this.x*i<n&&this.y*i<r&&(this.x+1)*i>e&&(this.y+1)*i>t}getBoundingVolume(e,t,n){if(n){let t=this.z<1?zl:this.z<2?Rl:Ll,r=[];for(let i of t){let t=Ql(this.x+i[0],this.y+i[1],this.z);t[2]=e[0],r.push(n(t)),e[0]!==e[1]&&(t[2]=e[1],r.push(n(t)))}return Pl(r)}let r=Fl/2**this.z,i=this.x*r+t*Fl,a=Fl-(this.y+1)*r;return new $c([i,a,e[0]],[i+r,a+r,e[1]])}};function Vl(e,t,n,r){let i=e instanceof rr?e.projectPosition:null,a=new _l(Object.values(e.getFrustumPlanes()).map(({normal:e,distance:t})=>new pl(e.clone().negate(),t))),o=e.distanceScales.unitsPerMeter[2],s=n&&n[0]*o||0,c=n&&n[1]*o||0,l=e instanceof Oe&&e.pitch<=60?t:0;if(r){let[e,t,n,i]=r,a=Re([e,i]),o=Re([n,t]);r=[a[0],Fl-a[1],o[0],Fl-o[1]]}let u=new Bl(0,0,0),d={viewport:e,project:i,cullingVolume:a,elevationBounds:[s,c],minZ:l,maxZ:t,bounds:r,offset:0};if(u.update(d),e instanceof Oe&&e.subViewports&&e.subViewports.length>1){for(d.offset=-1;u.update(d)&&!(--d.offset<-3););for(d.offset=1;u.update(d)&&!(++d.offset>Il););}return u.getSelected()}var K=512,Hl=[-1/0,-1/0,1/0,1/0],Ul={type:`object`,value:null,validate:(e,t)=>t.optional&&e===null||typeof e==`string`||Array.isArray(e)&&e.every(e=>typeof e==`string`),equal:(e,t)=>{if(e===t)return!0;if(!Array.isArray(e)||!Array.isArray(t))return!1;let n=e.length;if(n!==t.length)return!1;for(let r=0;r<n;r++)if(e[r]!==t[r])return!1;return!0}};function Wl(e,t){let n=[t.transformAsPoint([e[0],e[1]]),t.transformAsPoint([e[2],e[1]]),t.transformAsPoint([e[0],e[3]]),t.transformAsPoint([e[2],e[3]])];return[Math.min(...n.map(e=>e[0])),Math.min(...n.map(e=>e[1])),Math.max(...n.map(e=>e[0])),Math.max(...n.map(e=>e[1]))]}function Gl(e){return Math.abs(e.split(``).reduce((e,t)=>(e<<5)-e+t.charCodeAt(0)|0,0))}function Kl(e,t){if(!e||!e.length)return null;let{index:n,id:r}=t;if(Array.isArray(e)){let t=Gl(r)%e.length;e=e[t]}let i=e;for(let e of Object.keys(n)){let t=RegExp(`{${e}}`,`g`);i=i.replace(t,String(n[e]))}return Number.isInteger(n.y)&&Number.isInteger(n.z)&&(i=i.replace(/\{-y\}/g,String(2**n.z-n.y-1))),i}function ql(e,t,n){let r;if(t&&t.length===2){let[n,i]=t,a=e.getBounds({z:n}),o=e.getBounds({z:i});r=[Math.min(a[0],o[0]),Math.min(a[1],o[1]),Math.max(a[2],o[2]),Math.max(a[3],o[3])]}else r=e.getBounds();return e.isGeospatial?[Math.max(r[0],n[0]),Math.max(r[1],n[1]),Math.min(r[2],n[2]),Math.min(r[3],n[3])]:[Math.max(Math.min(r[0],n[2]),n[0]),Math.max(Math.min(r[1],n[3]),n[1]),Math.min(Math.max(r[2],n[0]),n[2]),Math.min(Math.max(r[3],n[1]),n[3])]}function Jl({viewport:e,z:t,cullRect:n}){return(e.subViewports||[e]).map(e=>Yl(e,t||0,n))}function Yl(e,t,n){if(!Array.isArray(t)){let r=n.x-e.x,i=n.y-e.y,{width:a,height:o}=n,s={targetZ:t},c=e.unproject([r,i],s),l=e.unproject([r+a,i],s),u=e.unproject([r,i+o],s),d=e.unproject([r+a,i+o],s);return[Math.min(c[0],l[0],u[0],d[0]),Math.min(c[1],l[1],u[1],d[1]),Math.max(c[0],l[0],u[0],d[0]),Math.max(c[1],l[1],u[1],d[1])]}let r=Yl(e,t[0],n),i=Yl(e,t[1],n);return[Math.min(r[0],i[0]),Math.min(r[1],i[1]),Math.max(r[2],i[2]),Math.max(r[3],i[3])]}function Xl(e,t,n){return n?Wl(e,n).map(e=>e*t/K):e.map(e=>e*t/K)}function Zl(e,t){return 2**e*K/t}function Ql(e,t,n){let r=Zl(n,K),i=e/r*360-180,a=Math.PI-2*Math.PI*t/r;return[i,180/Math.PI*Math.atan(.5*(Math.exp(a)-Math.exp(-a)))]}function $l(e,t,n,r){let i=Zl(n,r);return[e/i*K,t/i*K]}function eu(e,t,n,r,i=K){if(e.isGeospatial){let[e,i]=Ql(t,n,r),[a,o]=Ql(t+1,n+1,r);return{west:e,north:i,east:a,south:o}}let[a,o]=$l(t,n,r,i),[s,c]=$l(t+1,n+1,r,i);return{left:a,top:o,right:s,bottom:c}}function tu(e,t,n,r,i){let[a,o,s,c]=Xl(ql(e,null,r),Zl(t,n),i),l=[];for(let e=Math.floor(a);e<s;e++)for(let n=Math.floor(o);n<c;n++)l.push({x:e,y:n,z:t});return l}function nu({viewport:e,maxZoom:t,minZoom:n,zRange:r,extent:i,tileSize:a=K,modelMatrix:o,modelMatrixInverse:s,zoomOffset:c=0,visibleMinZoom:l,visibleMaxZoom:u}){let d=e.isGeospatial?Math.round(e.zoom+Math.log2(K/a)+c):Math.ceil(e.zoom+c);if(typeof n==`number`&&Number.isFinite(n)&&d<n){if(!i)return[];d=n}if(typeof t==`number`&&Number.isFinite(t)&&d>t&&(d=t),l!=null&&e.zoom<l||u!=null&&e.zoom>u)return[];let f=i;return o&&s&&i&&!e.isGeospatial&&(f=Wl(i,o)),e.isGeospatial?Vl(e,d,r,i):tu(e,d,a,f||Hl,s)}function ru(e){let t={},n;return r=>{for(let i in r)if(!iu(r[i],t[i])){n=e(r),t=r;break}return n}}function iu(e,t){if(e===t)return!0;if(Array.isArray(e)){let n=e.length;if(!t||t.length!==n)return!1;for(let r=0;r<n;r++)if(e[r]!==t[r])return!1;return!0}return!1}var au=1,ou=2,su=`never`,cu=`no-overlap`,lu=`best-available`,uu=5,du=0,fu=1e8,pu=1e8-1,mu={[lu]:_u,[cu]:vu,[su]:()=>{}},hu={extent:null,tileSize:512,maxZoom:null,minZoom:null,maxCacheSize:null,maxCacheByteSize:null,refinementStrategy:`best-available`,zRange:null,maxRequests:6,debounceTime:0,zoomOffset:0,visibleMinZoom:null,visibleMaxZoom:null,onTileLoad:()=>{},onTileUnload:()=>{},onTileError:()=>{}},gu=class{constructor(e){this._getCullBounds=ru(Jl),this.opts={...hu,...e},this.setOptions(this.opts),this.onTileLoad=e=>{this.opts.onTileLoad?.(e),this.opts.maxCacheByteSize!==null&&(this._cacheByteSize+=e.byteLength,this._resizeCache())},this._requestScheduler=new Wn({throttleRequests:this.opts.maxRequests>0||this.opts.debounceTime>0,maxRequests:this.opts.maxRequests,debounceTime:this.opts.debounceTime}),this._cache=new Map,this._tiles=[],this._dirty=!1,this._cacheByteSize=0,this._viewport=null,this._zRange=null,this._selectedTiles=null,this._frameNumber=0,this._modelMatrix=new st,this._modelMatrixInverse=new st}get tiles(){return this._tiles}get selectedTiles(){return this._selectedTiles}get isLoaded(){return this._selectedTiles!==null&&this._selectedTiles.every(e=>e.isLoaded)}get needsReload(){return this._selectedTiles!==null&&this._selectedTiles.some(e=>e.needsReload)}setOptions(e){Object.assign(this.opts,e),Number.isFinite(e.maxZoom)&&(this._maxZoom=Math.floor(e.maxZoom)),Number.isFinite(e.minZoom)&&(this._minZoom=Math.ceil(e.minZoom)),this._viewport=null}finalize(){for(let e of this._cache.values())e.isLoading&&e.abort();this._cache.clear(),this._tiles=[],this._selectedTiles=null}reloadAll(){for(let e of this._cache.keys()){let t=this._cache.get(e);!this._selectedTiles||!this._selectedTiles.includes(t)?this._cache.delete(e):t.setNeedsReload()}}update(e,{zRange:t,modelMatrix:n}={zRange:null,modelMatrix:null}){let r=n?new st(n):new st,i=!r.equals(this._modelMatrix);if(!this._viewport||!e.equals(this._viewport)||!Pe(this._zRange,t)||i){i&&(this._modelMatrixInverse=r.clone().invert(),this._modelMatrix=r),this._viewport=e,this._zRange=t;let n=this.getTileIndices({viewport:e,maxZoom:this._maxZoom,minZoom:this._minZoom,zRange:t,modelMatrix:this._modelMatrix,modelMatrixInverse:this._modelMatrixInverse});this._selectedTiles=n.map(e=>this._getTile(e,!0)),this._dirty&&this._rebuildTree()}else this.needsReload&&(this._selectedTiles=this._selectedTiles.map(e=>this._getTile(e.index,!0)));let a=this.updateTileStates();return this._pruneRequests(),this._dirty&&this._resizeCache(),a&&this._frameNumber++,this._frameNumber}isTileVisible(e,t,n){if(!e.isVisible)return!1;if(t&&this._viewport){let r=this._getCullBounds({viewport:this._viewport,z:this._zRange,cullRect:t}),{bbox:i}=e;for(let[e,t,a,o]of r){let r;if(`west`in i)r=i.west<a&&i.east>e&&i.south<o&&i.north>t;else{if(n&&!st.IDENTITY.equals(n)){let[e,t,r,a]=Wl([i.left,i.top,i.right,i.bottom],n);i={left:e,top:t,right:r,bottom:a}}let s=Math.min(i.top,i.bottom),c=Math.max(i.top,i.bottom);r=i.left<a&&i.right>e&&s<o&&c>t}if(r)return!0}return!1}return!0}getTileIndices({viewport:e,maxZoom:t,minZoom:n,zRange:r,modelMatrix:i,modelMatrixInverse:a}){let{tileSize:o,extent:s,zoomOffset:c,visibleMinZoom:l,visibleMaxZoom:u}=this.opts;return nu({viewport:e,maxZoom:t,minZoom:n,zRange:r,tileSize:o,extent:s,modelMatrix:i,modelMatrixInverse:a,zoomOffset:c,visibleMinZoom:l,visibleMaxZoom:u})}getTileId(e){return`${e.x}-${e.y}-${e.z}`}getTileZoom(e){return e.z}getTileMetadata(e){let{tileSize:t}=this.opts;return{bbox:eu(this._viewport,e.x,e.y,e.z,t)}}getParentIndex(e){return{x:Math.floor(e.x/2),y:Math.floor(e.y/2),z:e.z-1}}updateTileStates(){let e=this.opts.refinementStrategy||`best-available`,t=Array(this._cache.size),n=0;for(let e of this._cache.values())t[n++]=e.isVisible,e.isSelected=!1,e.isVisible=!1;for(let e of this._selectedTiles)e.isSelected=!0,e.isVisible=!0;(typeof e==`function`?e:mu[e])(Array.from(this._cache.values())),n=0;for(let e of this._cache.values())if(t[n++]!==e.isVisible)return!0;return!1}_getRequestPriority(e){if(!e.isSelected&&!e.isVisible)return-1;let t=this._getTileDistancePriority(e);return e.isSelected?du+t:fu+t}_getTileDistancePriority(e){let{width:t,height:n}=this._viewport||{};if(!this._viewport||!t||!n)return 0;try{let r=this._getTileScreenCorners(e.bbox),i=[t/2,n/2];if(r.length===4){if(this._isPointInPolygon(i,r))return 0;let e=r.reduce((e,t,n)=>{let a=r[(n+1)%r.length];return Math.min(e,this._getPointToSegmentDistanceSquared(i,t,a))},2**53-1);return Math.min(e,pu)}}catch{}return pu}_getTileScreenCorners(e){return(`west`in e?[[e.west,e.south],[e.east,e.south],[e.east,e.north],[e.west,e.north]]:[[e.left,e.top],[e.right,e.top],[e.right,e.bottom],[e.left,e.bottom]]).map(e=>this._viewport.project(e)).filter(([e,t])=>Number.isFinite(e)&&Number.isFinite(t))}_isPointInPolygon(e,t){let n=!1,[r,i]=e;for(let e=0,a=t.length-1;e<t.length;a=e++){let[o,s]=t[e],[c,l]=t[a];s>i!=l>i&&r<(c-o)*(i-s)/(l-s)+o&&(n=!n)}return n}_getPointToSegmentDistanceSquared(e,t,n){let[r,i]=e,[a,o]=t,[s,c]=n,l=s-a,u=c-o,d=l*l+u*u,f=d?Math.max(0,Math.min(1,((r-a)*l+(i-o)*u)/d)):0,p=a+f*l,m=o+f*u,h=r-p,g=i-m;return h*h+g*g}_pruneRequests(){let{maxRequests:e=0}=this.opts,t=[],n=0;for(let e of this._cache.values())e.isLoading&&(n++,!e.isSelected&&!e.isVisible&&t.push(e));for(;e>0&&n>e&&t.length>0;)t.shift().abort(),n--}_rebuildTree(){let{_cache:e}=this;for(let t of e.values())t.parent=null,t.children&&(t.children.length=0);for(let t of e.values()){let e=this._getNearestAncestor(t);t.parent=e,e?.children&&e.children.push(t)}}_resizeCache(){let{_cache:e,opts:t}=this,n=t.maxCacheSize??(t.maxCacheByteSize===null?uu*this.selectedTiles.length:1/0),r=t.maxCacheByteSize??1/0;if(e.size>n||this._cacheByteSize>r){for(let[i,a]of e)if(!a.isVisible&&!a.isSelected&&(this._cacheByteSize-=t.maxCacheByteSize===null?0:a.byteLength,e.delete(i),this.opts.onTileUnload?.(a)),e.size<=n&&this._cacheByteSize<=r)break;this._rebuildTree(),this._dirty=!0}this._dirty&&=(this._tiles=Array.from(this._cache.values()).sort((e,t)=>e.zoom-t.zoom),!1)}_getTile(e,t){let n=this.getTileId(e),r=this._cache.get(n),i=!1;return!r&&t?(r=new Xc(e),Object.assign(r,this.getTileMetadata(r.index)),Object.assign(r,{id:n,zoom:this.getTileZoom(r.index)}),i=!0,this._cache.set(n,r),this._dirty=!0):r&&r.needsReload&&(i=!0),r&&i&&r.loadData({getData:this.opts.getTileData,getRequestPriority:this._getRequestPriority.bind(this),requestScheduler:this._requestScheduler,onLoad:this.onTileLoad,onError:this.opts.onTileError}),r}_getNearestAncestor(e){let{_minZoom:t=0}=this,n=e.index;for(;this.getTileZoom(n)>t;){n=this.getParentIndex(n);let e=this._getTile(n);if(e)return e}return null}};function _u(e){for(let t of e)t.state=0;for(let t of e)t.isSelected&&!yu(t)&&bu(t);for(let t of e)t.isVisible=!!(t.state&ou)}function vu(e){for(let t of e)t.state=0;for(let t of e)t.isSelected&&yu(t);let t=Array.from(e).sort((e,t)=>e.zoom-t.zoom);for(let e of t)if(e.isVisible=!!(e.state&ou),e.children&&(e.isVisible||e.state&au))for(let t of e.children)t.state=au;else e.isSelected&&bu(e)}function yu(e){let t=e;for(;t;){if(t.isLoaded||t.content)return t.state|=ou,!0;t=t.parent}return!1}function bu(e){for(let t of e.children)t.isLoaded||t.content?t.state|=ou:bu(t)}var xu={TilesetClass:gu,data:{type:`data`,value:[]},dataComparator:Ul.equal,renderSubLayers:{type:`function`,value:e=>new Yc(e)},getTileData:{type:`function`,optional:!0,value:null},onViewportLoad:{type:`function`,optional:!0,value:null},onTileLoad:{type:`function`,value:e=>{}},onTileUnload:{type:`function`,value:e=>{}},onTileError:{type:`function`,value:e=>console.error(e)},extent:{type:`array`,optional:!0,value:null,compare:!0},tileSize:512,maxZoom:null,minZoom:0,maxCacheSize:null,maxCacheByteSize:null,refinementStrategy:lu,zRange:null,maxRequests:6,debounceTime:0,zoomOffset:0,visibleMinZoom:null,visibleMaxZoom:null},Su=class extends Jn{initializeState(){this.state={tileset:null,isLoaded:!1}}finalizeState(){this.state?.tileset?.finalize()}get isLoaded(){return!!this.state?.tileset?.selectedTiles?.every(e=>e.isLoaded&&(!e.content||!e.layers||e.layers.every(e=>e.isLoaded)))}shouldUpdateState({changeFlags:e}){return e.somethingChanged}updateState({changeFlags:e}){let{tileset:t}=this.state,n=e.propsOrDataChanged||e.updateTriggersChanged,r=e.dataChanged||e.updateTriggersChanged&&(e.updateTriggersChanged.all||e.updateTriggersChanged.getTileData);t?n&&(t.setOptions(this._getTilesetOptions()),r?t.reloadAll():t.tiles.forEach(e=>{e.layers=null})):(t=new this.props.TilesetClass(this._getTilesetOptions()),this.setState({tileset:t})),this._updateTileset()}_getTilesetOptions(){let{tileSize:e,maxCacheSize:t,maxCacheByteSize:n,refinementStrategy:r,extent:i,maxZoom:a,minZoom:o,maxRequests:s,debounceTime:c,zoomOffset:l,visibleMinZoom:u,visibleMaxZoom:d}=this.props;return{maxCacheSize:t,maxCacheByteSize:n,maxZoom:a,minZoom:o,tileSize:e,refinementStrategy:r,extent:i,maxRequests:s,debounceTime:c,zoomOffset:l,visibleMinZoom:u,visibleMaxZoom:d,getTileData:this.getTileData.bind(this),onTileLoad:this._onTileLoad.bind(this),onTileError:this._onTileError.bind(this),onTileUnload:this._onTileUnload.bind(this)}}_updateTileset(){let e=this.state.tileset,{zRange:t,modelMatrix:n}=this.props,r=e.update(this.context.viewport,{zRange:t,modelMatrix:n}),{isLoaded:i}=e,a=this.state.isLoaded!==i,o=this.state.frameNumber!==r;i&&(a||o)&&this._onViewportLoad(),o&&this.setState({frameNumber:r}),this.state.isLoaded=i}_onViewportLoad(){let{tileset:e}=this.state,{onViewportLoad:t}=this.props;t&&t(e.selectedTiles)}_onTileLoad(e){this.props.onTileLoad(e),e.layers=null,this.setNeedsUpdate()}_onTileError(e,t){this.props.onTileError(e),t.layers=null,this.setNeedsUpdate()}_onTileUnload(e){this.props.onTileUnload(e)}getTileData(e){let{data:t,getTileData:n,fetch:r}=this.props,{signal:i}=e;return e.url=typeof t==`string`||Array.isArray(t)?Kl(t,e):null,n?n(e):r&&e.url?r(e.url,{propName:`data`,layer:this,signal:i}):null}renderSubLayers(e){return this.props.renderSubLayers(e)}getSubLayerPropsByTile(e){return null}getPickingInfo(e){let t=e.sourceLayer,n=t.props.tile,r=e.info;return r.picked&&(r.tile=n),r.sourceTile=n,r.sourceTileSubLayer=t,r}_updateAutoHighlight(e){e.sourceTileSubLayer.updateAutoHighlight(e)}renderLayers(){let{visibleMinZoom:e,visibleMaxZoom:t,minZoom:n,extent:r}=this.props,i=this.context.viewport.zoom;if(e!=null&&i<e||t!=null&&i>t||n!=null&&!r&&i<n){for(let e of this.state.tileset.tiles)e.layers=null;return[]}return this.state.tileset.tiles.map(e=>{let t=this.getSubLayerPropsByTile(e);if(e.isLoaded||e.content){if(e.layers)t&&e.layers[0]&&Object.keys(t).some(n=>e.layers[0].props[n]!==t[n])&&(e.layers=e.layers.map(e=>e.clone(t)));else{let n=this.renderSubLayers({...this.props,...this.getSubLayerProps({id:e.id,updateTriggers:this.props.updateTriggers}),data:e.content,_offset:0,tile:e});e.layers=Ie(n,Boolean).map(n=>n.clone({tile:e,...t}))}}return e.layers})}filterSubLayer({layer:e,cullRect:t}){let{tile:n}=e.props,{modelMatrix:r}=this.props;return this.state.tileset.isTileVisible(n,t,r?new st(r):null)}};Su.defaultProps=xu,Su.layerName=`TileLayer`;var Cu=8;function wu(e){return e**2.2}function Tu(e){let{background:t,backgroundOpacity:n}=e.store.get(),r=e.atlas.tiles;return r===null||!t?null:new Su({id:`background`,data:`tiles`,tileSize:256,extent:[0,0,256,256],minZoom:0,maxZoom:r.levels-1,zoomOffset:+(window.devicePixelRatio>=1.5),opacity:wu(n),getTileData:({index:t,signal:n})=>c(`tiles/${t.z}/${t.x}/${t.y}.webp`,n,e.home),onTileError:e=>g(e.message,6),renderSubLayers:e=>{let{left:t,top:n,right:r,bottom:i}=e.tile.bbox;return new ya({...e,data:void 0,image:e.data,bounds:[t,i,r,n],parameters:ce})}})}var Eu=class{app;order;positions;colours=new Uint8Array;colouredFor=[];constructor(e){this.app=e;let t=ue(e.atlas.items.count),n=e.world,r=new Float32Array(n.length);for(let e=0;e<t.length;e++)r[2*e]=n[2*t[e]],r[2*e+1]=n[2*t[e]+1];this.order=t,this.positions=r}layer(e,t,n,r){let{radius:i,opacity:a}=le(this.app.atlas.items.count,e,t);return new de({id:`points`,visible:r,positions:this.positions,colours:this.fill(),shown:n,radius:i,strength:a,parameters:ce})}fill(){let{colouring:e,theme:t}=this.app.store.get(),n=this.app.attributes.find(({key:t})=>t===e)??null,r=[this.app.mask(),this.app.chosen(),n,t];return r.some((e,t)=>e!==this.colouredFor[t])&&(this.colours=ne(this.order,this.app.mask(),n,t,this.app.chosen()),this.colouredFor=r),this.colours}};function Du(e,t,n){let{selected:r,neighbours:i,theme:a}=e.store.get();if(r===null)return null;let o=t=>[e.world[2*t],e.world[2*t+1]],[s,c]=o(r),l=i.filter(e=>Math.hypot(o(e)[0]-s,o(e)[1]-c)*n>t(r)+Cu),u=a===`light`?20:245;return new no({id:`rings`,data:[...l,r],getPosition:o,getRadius:e=>t(e)+(e===r?5:2.5),getLineWidth:e=>e===r?2.5:1.25,getLineColor:e=>[u,u,u,e===r?255:130],radiusUnits:`pixels`,lineWidthUnits:`pixels`,filled:!1,stroked:!0,parameters:ce,updateTriggers:{getRadius:t,getLineWidth:r,getLineColor:[a,r]}})}var Ou=1500,ku=48,Au=.9,ju=150,Mu={depthCompare:`always`,depthWriteEnabled:!1},Nu=class{app;redraw;pictures=new Map;wanted=new Set;mapping={};blank;constructor(e,t){this.app=e,this.redraw=t;let{width:n,height:r}=e.atlas.items.sheet;for(let t=0;t<e.items.perSheet;t++){let{x:i,y:a}=e.items.place(t);this.mapping[t]={x:i,y:a,width:n,height:r}}this.blank=document.createElement(`canvas`),this.blank.width=this.blank.height=4;let i=this.blank.getContext(`2d`);i&&(i.fillStyle=`white`),i?.fillRect(0,0,4,4)}show(e,t){if(this.app.atlas.items.sheet.count===0||!this.app.store.get().points||e.zoom<mt(t).zoom+Au&&this.app.atlas.items.count>ju)return null;let n=this.app.grid.inside(at(e,t,32),this.app.mask(),Ou);if(n===null||n.length===0)return null;let r=Math.sqrt(t.width*t.height*.4/n.length),i=Math.min(64,Math.max(28,Math.floor(r/8)*8)),a=Pu(n,this.app.world,(i+6)/2**e.zoom),o=Map.groupBy(a,e=>this.app.items.place(e).sheet);if(o.size>ku)return null;for(let e of o.keys())this.want(e);let s=[...o].filter(([e])=>this.pictures.has(e)),c=s.flatMap(([,e])=>e),l=s.map(([e,t])=>this.sheetLayer(e,t,i));return{layers:[this.frameLayer(c,i),...l],rows:new Set(c),size:i,complete:c.length===n.length}}want(e){this.wanted.has(e)||(this.wanted.add(e),this.app.items.sheet(e).then(t=>{this.pictures.set(e,t);for(let e of this.pictures.keys()){if(this.pictures.size<=96)break;this.pictures.delete(e),this.wanted.delete(e)}this.redraw()},()=>{}))}sheetLayer(e,t,n){let{width:r,height:i}=this.app.atlas.items.sheet;return new Wa({id:`thumbnails-${e}`,data:t,iconAtlas:this.pictures.get(e),iconMapping:this.mapping,getIcon:e=>String(e%this.app.items.perSheet),getPosition:e=>[this.app.world[2*e],this.app.world[2*e+1]],getColor:e=>[255,255,255,this.opacity(e)],getSize:1,sizeScale:n*i/Math.max(r,i),sizeUnits:`pixels`,alphaCutoff:-1,textureParameters:{minFilter:`linear`,magFilter:n>1.5*r?`nearest`:`linear`},parameters:Mu,updateTriggers:{getColor:this.app.chosen()}})}opacity(e){let t=this.app.chosen();return t===null||t[e]!==0?255:56}frameLayer(e,t){let{colouring:n,theme:r}=this.app.store.get(),i=this.app.attributes.find(({key:e})=>e===n),a=i?.colours(r)??[He[r]],{width:o,height:s}=this.app.atlas.items.sheet,c=t/Math.max(o,s);return new Wa({id:`thumbnail-frames`,data:e,iconAtlas:this.blank,iconMapping:{frame:{x:0,y:0,width:o*c+6,height:s*c+6,mask:!0}},getIcon:()=>`frame`,getPosition:e=>[this.app.world[2*e],this.app.world[2*e+1]],getColor:e=>[...a[i?i.codes[e]:0],this.opacity(e)],getSize:1,sizeScale:s*c+6,sizeUnits:`pixels`,parameters:Mu,updateTriggers:{getColor:[n,r,this.app.chosen()]}})}};function Pu(e,t,n){let r=[],i=new Map,a=e.toSorted((e,t)=>Fu(e)-Fu(t));for(let e of a){let[a,o]=[t[2*e],t[2*e+1]],[s,c]=[Math.floor(a/n),Math.floor(o/n)];[-1,0,1].flatMap(e=>[-1,0,1].flatMap(t=>i.get(`${s+t},${c+e}`)??[])).some(e=>Math.abs(t[2*e]-a)<n&&Math.abs(t[2*e+1]-o)<n)||(r.push(e),i.set(`${s},${c}`,[...i.get(`${s},${c}`)??[],e]))}return r}function Fu(e){return Math.imul(e,2654435761)>>>0}var Iu=class{host;app;deck;size={width:1,height:1};points;thumbnails;detail;scheduled=!1;begun=!1;flight=0;providers=[];constructor(e,t,n=ft(e,t.store.get().theme)){this.host=e,this.app=t,this.deck=n;let r=()=>this.schedule();this.points=new Eu(t),this.thumbnails=new Nu(t,r),this.detail=new aa(t.atlas.items.count,r),this.measure(),n.setProps({viewState:this.viewState(),onViewStateChange:({viewState:e})=>{cancelAnimationFrame(this.flight);let{target:t,zoom:n}=e;this.move({x:t[0],y:t[1],zoom:n})},onAfterRender:()=>this.begun&&t.drew()}),new ResizeObserver(()=>{this.measure(),this.schedule()}).observe(e),t.store.watch(e=>e.theme,e=>this.deck.setProps({views:ot(e)}));let i=[()=>t.mask(),()=>t.attributes,()=>t.chosen(),e=>e.colouring,e=>e.theme,e=>e.background,e=>e.backgroundOpacity,e=>e.points,e=>e.selected,e=>e.neighbours];for(let e of i)t.store.watch(e,r);t.store.watch(e=>e.view,()=>{this.detail.moved(),r()})}get view(){return this.app.store.get().view??mt(this.size)}move(e){let t=e=>Math.min(384,Math.max(-128,e));this.app.store.set({view:{x:t(e.x),y:t(e.y),zoom:ct(e.zoom,this.size)}})}glide(e,t=220){if(cancelAnimationFrame(this.flight),matchMedia(`(prefers-reduced-motion: reduce)`).matches)return this.move(e);let n=this.view,r=performance.now(),i=a=>{let o=Math.min(1,Math.max(0,(a-r)/t)),s=o*(2-o),c=(e,t)=>e+(t-e)*s;this.move({x:c(n.x,e.x),y:c(n.y,e.y),zoom:c(n.zoom,e.zoom)}),o<1&&(this.flight=requestAnimationFrame(i))};this.flight=requestAnimationFrame(i)}addLayers(e,t=`above`){this.providers.push({provide:e,place:t}),this.redraw()}redraw(){this.schedule()}picture(){this.deck.redraw(`picture`);let e=this.deck.getCanvas(),t=document.createElement(`canvas`);return e===null||(Object.assign(t,{width:e.width,height:e.height}),t.getContext(`2d`)?.drawImage(e,0,0)),t}zoomBy(e,t){this.glide($e(this.view,t??[this.view.x,this.view.y],e,this.size),160)}fit(){this.glide(mt(this.size))}reveal(e){let t=this.view,n=gt(t,this.size,e);n!==t&&this.glide(n)}measure(){this.size=tt(this.host)}viewState(){return We(this.view,this.size)}schedule(){this.scheduled||(this.scheduled=!0,requestAnimationFrame(()=>{this.scheduled=!1,this.draw()}))}provided(e){return this.providers.flatMap(({provide:t,place:n})=>n===e?t():[])}draw(){let e=this.thumbnails.show(this.view,this.size),t=this.app.store.get().points&&!e?.complete,{radius:n}=le(this.app.atlas.items.count,this.view,this.size),r=[Tu(this.app),...this.provided(`below`),this.points.layer(this.view,this.size,this.detail.shown,t),...e?.layers??[],...this.provided(`above`),Du(this.app,t=>e?.rows.has(t)?e.size*.7:n,2**this.view.zoom)];this.deck.setProps({viewState:this.viewState(),layers:r}),this.detail.drew(),this.begun=!0;let i=this.detail.sampling?this.detail.shown:null;i!==this.app.store.get().sampled&&this.app.store.set({sampled:i}),this.host.dataset.points=String(t?this.detail.shown:0),this.host.dataset.drawn=e===null?`points`:`thumbnails`}},Lu=6,Ru=600,zu=14,Bu=8,Vu=.5;function Hu(e,t){let{host:n}=e,r=null,i=e=>{let t=n.getBoundingClientRect();return[e.clientX-t.left,e.clientY-t.top]},a=n=>t.store.set({probe:M(t.atlas.bounds,ut(e.view,e.size,n))}),o=e=>e.target instanceof HTMLCanvasElement;n.addEventListener(`pointermove`,e=>{e.pointerType===`mouse`&&o(e)&&(n.classList.add(`hovering`),a(i(e)))}),n.addEventListener(`pointerleave`,()=>n.classList.remove(`hovering`)),n.addEventListener(`pointerdown`,e=>{r=o(e)&&e.isPrimary&&e.button===0?{x:e.clientX,y:e.clientY,time:e.timeStamp}:null}),n.addEventListener(`pointerup`,n=>{let o=r!==null&&Math.hypot(n.clientX-r.x,n.clientY-r.y)<=Lu&&n.timeStamp-r.time<=Ru;if(r=null,!o)return;let s=i(n);a(s),Uu(e,t,ut(e.view,e.size,s),zu)}),n.addEventListener(`keydown`,r=>{r.target!==n||r.ctrlKey||r.metaKey||r.altKey||Gu(r,e,t)&&(r.preventDefault(),n.classList.remove(`hovering`))})}function Uu(e,t,n,r){let i=t.grid.nearest(n,r/2**e.view.zoom,t.mask());t.click({at:M(t.atlas.bounds,n),row:i})||i!==null&&t.store.set({selected:i})}var Wu={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]};function Gu(e,t,n){let{probe:r}=n.store.get(),i=N(n.atlas.bounds,r??M(n.atlas.bounds,[t.view.x,t.view.y])),a=Wu[e.key];if(a){let r=(e.shiftKey?5:1)*Bu,[o,s]=P(t.view,t.size,i),c=ut(t.view,t.size,[o+a[0]*r,s+a[1]*r]);n.store.set({probe:M(n.atlas.bounds,c)}),t.reveal(c)}else if(e.key===`Enter`||e.key===` `)Uu(t,n,i,1/0);else if(e.key===`+`||e.key===`=`)t.zoomBy(Vu,i);else if(e.key===`-`||e.key===`_`)t.zoomBy(-.5,i);else if(e.key===`0`)t.fit();else if(e.key===`Escape`)n.store.set(n.store.get().selected===null?{selection:[]}:{selected:null});else return!1;return!0}function Ku(e,t,n){e.addEventListener(`pointerdown`,t=>{t.stopPropagation(),e.setPointerCapture(t.pointerId)}),e.addEventListener(`pointermove`,r=>{if(r.stopPropagation(),!e.hasPointerCapture(r.pointerId))return;let i=t.host.getBoundingClientRect(),a=[r.clientX-i.left,r.clientY-i.top];n.store.set({probe:M(n.atlas.bounds,ut(t.view,t.size,a))})})}var qu=84,Ju=18;function Yu(e,t){let n=C(`div`,{class:`crosshair`,"aria-hidden":`true`}),r=C(`canvas`,{class:`loupe`,"aria-hidden":`true`,width:1,height:1}),{width:i,height:a}=t.atlas.image,o=qu/Math.max(i,a);r.style.width=`${i*o}px`,r.style.height=`${a*o}px`,o>1&&r.classList.add(`pixelated`),e.host.append(n,r),Ku(n,e,t);let s=()=>{let{probe:s}=t.store.get();if(s===null)return;let[c,l]=P(e.view,e.size,N(t.atlas.bounds,s));n.style.transform=`translate(${c}px, ${l}px)`,n.hidden=c<0||l<0||c>e.size.width||l>e.size.height;let u=c+Ju+i*o>e.size.width?c-Ju-i*o:c+Ju,d=l-Ju-a*o<0?l+Ju:l-Ju-a*o;r.style.transform=`translate(${u}px, ${d}px)`};t.store.watch(e=>e.probe,s),t.store.watch(e=>e.view,s),new ResizeObserver(s).observe(e.host),t.onprobe(e=>{r.classList.add(`ready`),z(r,e)})}function Xu(e){let t=new URLSearchParams(location.search).get(`notebook`);if(t===null||window.parent===window||!URL.canParse(t))return;let n=()=>{let{selected:n,selection:r}=e.store.get();window.parent.postMessage({kind:`latlas:selection`,selected:n,selection:Int32Array.from(r)},t)};e.store.watch(e=>e.selected,n),e.store.watch(e=>e.selection,n),window.addEventListener(`message`,({source:n,origin:r,data:i})=>{if(n!==window.parent||r!==t||i?.kind!==`latlas:select`)return;let{selected:a}=i;(a===null||Number.isInteger(a)&&a>=0&&a<e.atlas.items.count)&&e.store.set({selected:a})})}var Zu=1,[Qu,$u]=[Zu,16],ed=65536;function td(e,t){let n=new Float32Array(65536),[r,i,a,o]=[0,0,0,0];for(let s=0;s<t.length;s++){if(t[s]===0)continue;let c=e[2*s],l=e[2*s+1];c>=0&&c<=256&&l>=0&&l<=256&&(r++,i+=c,a+=l,o+=c*c+l*l,rd(n,c,l))}let s=r===0?0:Math.sqrt(Math.max(0,o/r-(i/r)**2-(a/r)**2)/2),c=nd(r,s);return id(n,c/Zu),{values:n,bandwidth:c,ranked:ad(n,e,t,r)}}function nd(e,t){return Math.min($u,Math.max(Qu,.5*t*Math.max(1,e)**(-1/6)))}function rd(e,t,n){let r=Math.floor(t/Zu-.5),i=Math.floor(n/Zu-.5),a=t/Zu-.5-r,o=n/Zu-.5-i,s=Math.max(0,r),c=Math.min(255,r+1),l=Math.max(0,i)*256,u=Math.min(255,i+1)*256;e[l+s]+=(1-a)*(1-o),e[l+c]+=a*(1-o),e[u+s]+=(1-a)*o,e[u+c]+=a*o}function id(e,t){let n=Math.ceil(3*t),r=Float32Array.from({length:2*n+1},(e,r)=>Math.exp(-.5*((r-n)/t)**2)),i=r.reduce((e,t)=>e+t,0);r.forEach((e,t)=>r[t]=e/i);let a=new Float32Array(256+2*n);for(let[t,i]of[[1,256],[256,1]])for(let o=0;o<256;o++){let s=o*i;for(let r=0;r<256;r++)a[n+r]=e[s+r*t];for(let n=0;n<256;n++){let i=0;for(let e=0;e<r.length;e++)i+=r[e]*a[n+e];e[s+n*t]=i}}}function ad(e,t,n,r){let i=Math.max(1,Math.ceil(r/ed)),a=new Float32Array(Math.ceil(r/i)),[o,s]=[0,0];for(let r=0;r<n.length;r++){let c=t[2*r],l=t[2*r+1];n[r]!==0&&c>=0&&c<=256&&l>=0&&l<=256&&o++%i===0&&(a[s++]=od(e,c,l))}return a.sort()}function od(e,t,n){if(!(t>=0&&t<=256&&n>=0&&n<=256))return 0;let r=Math.min(255,Math.max(0,t/Zu-.5)),i=Math.min(255,Math.max(0,n/Zu-.5)),a=Math.min(254,Math.floor(r)),o=Math.min(254,Math.floor(i)),s=r-a,c=i-o,l=o*256+a;return(e[l]*(1-s)+e[l+1]*s)*(1-c)+(e[l+256]*(1-s)+e[l+256+1]*s)*c}function sd({ranked:e},t){let[n,r]=[0,e.length];for(;n<r;){let i=n+r>>1;e[i]<t?n=i+1:r=i}return e.length===0?0:n/e.length}var cd=[0,.02,.1,.2,.3,.4,.5,.6,.7,.8,.9],ld={light:[190,205,224],dark:[38,52,74]},ud={light:[38,76,130],dark:[150,192,238]},[dd,fd]=[.45,.85];function pd(e,t){let n=e/(cd.length-1),[r,i,a]=ld[t].map((e,r)=>Math.round(e+(ud[t][r]-e)*n));return[r,i,a,dd+(fd-dd)*n]}var md=4;function hd({values:e,ranked:t},n){let r=256*md,i=new Uint8ClampedArray(r*r*4);if(t.length===0)return{data:i,side:r};let a=cd.map(e=>t[Math.floor(e*t.length)]),o=cd.map((e,t)=>_d(pd(t,n))),[s,c,l]=pd(0,n),u=_d([s,c,l,0]),d=new Uint32Array(i.buffer),{before:f,share:p}=gd(r),m=new Float32Array(256);for(let t=0,n=0;t<r;t++){let[i,s]=[f[t]*256,p[t]];for(let t=0;t<256;t++)m[t]=e[i+t]*(1-s)+e[i+256+t]*s;let c=-1;for(let e=0;e<r;e++,n++){let t=f[e],r=m[t]*(1-p[e])+m[t+1]*p[e];for(;c+1<a.length&&r>=a[c+1];)c++;for(;c>=0&&r<a[c];)c--;d[n]=c<0?u:o[c]}}return{data:i,side:r}}function gd(e){let t=t=>Math.min(255,Math.max(0,(t+.5)/e*256-.5)),n=Uint16Array.from({length:e},(e,n)=>Math.min(254,Math.floor(t(n))));return{before:n,share:Float32Array.from(n,(e,n)=>t(n)-e)}}function _d([e,t,n,r]){return new Uint32Array(Uint8Array.of(e,t,n,Math.round(255*r)).buffer)[0]}function vd(e,t,n){if(!n)return{nearness:`empty`,share:0,text:`far from all images: this is a guess`};let r=sd(e,t);return r<=.02?{nearness:`sparse`,share:r,text:r===0?`sparser than at any image`:`sparser than at ${yd(1-r)} of all images`}:{nearness:`dense`,share:r,text:`denser than at ${yd(r)} of all images`}}function yd(e){return`${Math.min(99,Math.max(1,Math.round(100*e)))} %`}var bd=300,xd={write:({density:e})=>e?[[`density`,`1`]]:[],read:e=>({density:e.get(`density`)===`1`})};function Sd(e,t){let[n,r,i]=[null,null,null];t.addLayers(()=>{let t=e.store.get();if(!t.density)return[];if(i===null||n!==e.mask()||r!==t.theme){[n,r]=[e.mask(),t.theme];let{data:a,side:o}=hd(td(e.world,e.mask()),t.theme);i=new ImageData(a,o,o)}return[new ya({id:`density`,image:i,bounds:[0,256,256,0],parameters:{depthCompare:`always`,depthWriteEnabled:!1}})]},`below`),e.store.watch(e=>e.density,()=>t.redraw())}function Cd(e,t){Sd(e,t);let n=C(`input`,{type:`checkbox`,onchange:()=>e.store.set({density:n.checked})});return e.store.watch(e=>e.density,e=>n.checked=e),C(`label`,{class:`row check`,title:`Each shade begins where it is denser than at a tenth more of the shown items`},n,C(`span`,{},`Density`),wd(e))}function wd(e){let t=cd.map(()=>C(`span`,{}));return e.store.watch(e=>e.theme,e=>t.forEach((t,n)=>{let[r,i,a,o]=pd(n,e);t.style.backgroundColor=I([r,i,a]),t.style.opacity=String(o)})),C(`span`,{class:`density-scale`,"aria-hidden":`true`},...t)}function Td(e,t,n){let r=C(`span`,{class:`density-marker`}),i=C(`div`,{class:`density-bar`,"aria-hidden":`true`},wd(e),r),a=C(`output`,{}),o=new Uint8Array(e.atlas.items.count).fill(1),s=null,c=()=>{let{probe:i}=e.store.get();if(s===null||i===null)return;let c=N(e.atlas.bounds,i),l=e.grid.nearest(c,3*s.bandwidth,o)!==null,{nearness:u,share:d,text:f}=vd(s,od(s.values,c[0],c[1]),l);a.textContent=f,r.style.left=`${100*d}%`,n.dataset.density=t.host.dataset.density=u};return e.store.watch(e=>e.probe,c),e.drawn.then(()=>setTimeout(()=>{s=td(e.world,o),c()},bd)),C(`dl`,{class:`density quiet`,"aria-label":`How near this place is to the images`},C(`dt`,{title:`Compared with the density at the images themselves, by a Gaussian kernel estimate over the map. Far means that no image is within three bandwidths.`},`This place is`),C(`dd`,{},i,a))}var Ed={id:`zoom`,place:`map`,create(e,t){let n=(e,t,n)=>C(`button`,{class:`icon-button`,"aria-label":e,title:e,onclick:n},u(t));return C(`div`,{class:`card zoom`},n(`Zoom in`,`plus`,()=>t.zoomBy(1)),n(`Zoom out`,`minus`,()=>t.zoomBy(-1)),n(`Show all`,`fit`,()=>t.fit()))}},Dd=40;function Od(e,t,{app:n,rows:r,back:i},a){let o={app:e,map:t,rows:r},s={app:n,map:a,rows:i};kd(o,s),Ad(o,s),jd(o,s),Md(o,s),Nd(o,s)}function kd(e,t){let n=(e,t)=>t===null?null:e[t];e.app.store.watch(e=>e.selected,r=>{let i=n(e.rows,r);t.app.store.set({selected:i}),i!==null&&t.map.reveal(Pd(t.app,i))}),t.app.store.watch(e=>e.selected,r=>e.app.store.set({selected:n(t.rows,r)})),e.app.store.watch(e=>e.neighbours,n=>t.app.store.set({neighbours:n.map(t=>e.rows[t])}))}function Ad(e,t){let n=t=>t.map(t=>e.rows[t]).sort((e,t)=>e-t),r=({name:t,rows:n})=>({name:t,rows:n.map(t=>e.rows[t]).sort()});e.app.store.watch(e=>e.selection,e=>t.app.store.set({selection:n(e)})),e.app.store.watch(e=>e.only,e=>t.app.store.set({only:e&&n(e)})),e.app.store.watch(e=>e.work.tags,e=>t.app.store.set({work:{...Br,tags:e.map(r)}})),t.app.store.watch(e=>e.selection,t=>{t.length===0&&e.app.store.get().selection.length>0&&e.app.store.set({selection:[]})})}function jd(e,t){for(let n of[`colouring`,`hidden`,`points`,`density`,`background`,`backgroundOpacity`,`theme`])e.app.store.watch(e=>e[n],e=>t.app.store.set({[n]:e}))}function Md(e,t){let n=e;for(let r of[e,t])for(let e of[`pointermove`,`pointerdown`,`keydown`])r.map.host.addEventListener(e,()=>n=r,{capture:!0});let r=(e,t)=>r=>{if(r===null||n!==e)return;let i=e.app.grid.nearest(N(e.app.atlas.bounds,r),Dd/2**e.map.view.zoom,e.app.mask());i!==null&&t.app.store.set({probe:M(t.app.atlas.bounds,Pd(t.app,e.rows[i]))})};e.app.store.watch(e=>e.probe,r(e,t)),t.app.store.watch(e=>e.probe,r(t,e))}function Nd(e,t){let{bounds:n}=t.app.atlas;e.app.store.watch(e=>e.otherView,e=>{if(e===null)return;let[r,i]=N(n,e.at),a=t.app.store.get().view;(a===null||Math.hypot(a.x-r,a.y-i)*2**a.zoom>1||Math.abs(a.zoom-e.zoom)>.01)&&t.map.move({x:r,y:i,zoom:e.zoom})}),t.app.store.watch(e=>e.view,t=>t&&e.app.store.set({otherView:{at:M(n,[t.x,t.y]),zoom:t.zoom}}))}function Pd({world:e},t){return[e[2*t],e[2*t+1]]}var Fd=3;function Id(e,t){if(e.name!==t.name)return[e.name,t.name];let n=[Ld(``,e.model.config),Ld(``,t.model.config)],r=[...new Set([...n[0].keys(),...n[1].keys()])].filter(e=>n[0].get(e)!==n[1].get(e)).slice(0,Fd),i=e=>r.map(t=>`${t.replaceAll(`_`,` `)} ${e.get(t)??`unset`}`).join(`, `);return r.length===0?e.model.seed===t.model.seed?[`${e.name} (left)`,`${t.name} (right)`]:[`${e.name}, seed ${String(e.model.seed)}`,`${t.name}, seed ${String(t.model.seed)}`]:[`${e.name}, ${i(n[0])}`,`${t.name}, ${i(n[1])}`]}function Ld(e,t){return typeof t!=`object`||!t||Array.isArray(t)?new Map([[e,String(t)]]):new Map(Object.entries(t).flatMap(([t,n])=>[...Ld(e===``?t:`${e}.${t}`,n)]))}var Rd=700,zd={id:`compare`,place:`map`,address:{write:({otherView:e})=>e===null?[]:[[`other`,[...e.at.map(e=>Number(e.toPrecision(7))),Number(e.zoom.toFixed(3))].join(`,`)]],read:e=>{let[t,n,r,...i]=(e.get(`other`)??``).split(`,`).map(e=>e===``?NaN:Number(e));return{otherView:i.length===0&&[t,n,r].every(Number.isFinite)&&Math.abs(r)<=14?{at:[t,n],zoom:r}:null}}},create(e,t,n){if(e.other===null)return C(`div`,{hidden:!0});let[r,i]=Id(e.atlas,e.other.app.atlas),a=C(`div`,{class:`map`,tabIndex:0,role:`application`,"aria-label":`Map of ${i}. Arrow keys move the crosshair, Enter opens the nearest item, plus and minus zoom.`}),o=C(`section`,{class:`beside`,"aria-label":i},a,C(`p`,{class:`card map-name`},i));t.host.parentElement?.after(o),document.getElementById(`app`)?.classList.add(`comparing`);let s=new Iu(a,e.other.app);Yu(s,e.other.app),Hu(s,e.other.app),o.append(Ed.create(e.other.app,s,n)),Sd(e.other.app,s),Od(e,t,e.other,s);let c=t.host.parentElement?.querySelector(`.legend`);return t.host.clientWidth<Rd&&c?.removeAttribute(`open`),C(`p`,{class:`card map-name`},r)}},Bd={id:`about`,place:`bar`,create(e){return C(`button`,{class:`bar-button`,title:`About this atlas`,onclick:()=>l(`About this atlas`,...Vd(e.atlas))},u(`info`),C(`span`,{},`About`))}};function Vd({name:e,model:t,items:n,image:r,projection:i}){let a=i.name===`latent`?`the latent space itself`:i.name;return[t.summary===``?null:C(`p`,{},t.summary),Hd(`Atlas`,[[`name`,e],[`items`,`${s(n.count)} images of ${r.width} × ${r.height}${r.channels>1?` × ${r.channels}`:``}`],[`map`,a],...i.roundTrip===null?[]:[[`round-trip error`,`${x(i.roundTrip*100,3)} % of the latents’ spread (median)`]],...i.placeRoundTrip===null?[]:[[`round-trip error of places`,`${x(i.placeRoundTrip*100,3)} % of the map’s diameter (median)`]]]),Hd(`Model`,[[`name`,t.name],[`latents`,String(n.latentDim)],[`data`,Gd(t.data)],...Wd(``,t.split).map(([e,t])=>[e===``?`split`:`split (${e})`,t]),[`seed`,Gd(t.seed)]]),t.metrics.length===0?null:Ud(t.metrics),Hd(`Configuration`,Wd(``,t.config)),Hd(`Versions`,Wd(``,t.versions))]}function Hd(e,t){let n=t.filter(([,e])=>e!==``);return n.length===0?null:C(`section`,{},C(`h3`,{},e),C(`dl`,{class:`facts`},...n.flatMap(([e,t])=>[C(`dt`,{},e),C(`dd`,{},t)])))}function Ud(e){let t=C(`tr`,{},...[`metric`,`value`,`n`,`protocol`].map(e=>C(`th`,{scope:`col`},e))),n=e.map(({name:e,value:t,standardError:n,n:r,protocol:i})=>{let a=t===null?`–`:n===null?x(t):`${x(t)} ± ${x(n,2)}`;return C(`tr`,{},C(`th`,{scope:`row`},e),C(`td`,{class:`number`},a),C(`td`,{class:`number`},r===null?``:s(r)),C(`td`,{},i))});return C(`section`,{},C(`h3`,{},`Metrics`),C(`p`,{class:`quiet`},`value ± standard error`),C(`div`,{class:`scroll`},C(`table`,{},C(`thead`,{},t),C(`tbody`,{},...n))))}function Wd(e,t){return typeof t!=`object`||!t||Array.isArray(t)?[[e,Gd(t)]]:Object.entries(t).flatMap(([t,n])=>Wd(e===``?t:`${e}.${t}`,n))}function Gd(e){return e==null?``:typeof e==`number`?Number.isInteger(e)?String(e):x(e,6):typeof e==`string`?e:Array.isArray(e)?e.map(Gd).join(`, `):JSON.stringify(e)}var Kd=160;function q({image:e}){return Math.max(e.width,e.height)<Kd?`picture pixelated`:`picture`}function qd(e){let t=0;for(let n of e)t+=n;return t}function Jd(e,t,n){let r=new Float64Array(t),i=0;for(let a=0,o=0;a<n.length;a++,o+=t)if(n[a]!==0){i++;for(let n=0;n<t;n++)r[n]+=e[o+n]}return r.map(e=>e/i)}function Yd(e,t){let n=e.length/t,r=Jd(e,t,new Uint8Array(n).fill(1)),i=0;for(let n=0;n<e.length;n+=t)for(let a=0;a<t;a++)i+=(e[n+a]-r[a])**2;return Math.sqrt(i/n)}function Xd(e,t,n,r){let[i,a]=[Jd(e,t,n),Jd(e,t,r)],o=a.map((e,t)=>e-i[t]);return{countA:qd(n),countB:qd(r),meanA:Float32Array.from(i),meanB:Float32Array.from(a),vector:Float32Array.from(o),length:Math.hypot(...o),separation:Zd(e,t,n,r)}}function Zd(e,t,n,r){let[i,a]=[Qd(n),Qd(r)],o=[0,1].map(n=>{let[r,o]=[Jd(e,t,i[n]),Jd(e,t,a[n])],s=o.map((e,t)=>e-r[t]),[c,l]=[i,a].map(r=>$d(e,t,r[1-n],s)),u=Math.sqrt((c.squares+l.squares)/(c.n+l.n-2));return c.n<2||l.n<2?NaN:(l.mean-c.mean)/u}),s=(o[0]+o[1])/2;return Number.isFinite(s)?s:null}function Qd(e){let t=[new Uint8Array(e.length),new Uint8Array(e.length)],n=0;for(let r=0;r<e.length;r++)e[r]!==0&&(t[n++%2][r]=1);return t}function $d(e,t,n,r){let[i,a,o]=[0,0,0];for(let s=0,c=0;s<n.length;s++,c+=t){if(n[s]===0)continue;let l=0;for(let n=0;n<t;n++)l+=e[c+n]*r[n];let u=l-a;a+=u/++i,o+=u*(l-a)}return{n:i,mean:a,squares:o}}function ef(e,t,n){return e.map((e,r)=>e+n*t[r])}function tf(e,t,n){return e.map((e,r)=>e-t[r]+n[r])}var nf=12;function rf(e){let{projection:t}=e.atlas,n=C(`div`,{class:`neighbours`}),r=C(`h3`,{},`Nearest neighbours`),i=C(`select`,{class:`field`,"aria-label":`Space in which neighbours are near`},C(`option`,{value:`latents`},`by latents`),C(`option`,{value:`map`},`on the map`)),a=t.name!==`latent`&&(e.items.hasLatents||e.atlas.server);return i.hidden=!a,i.addEventListener(`change`,()=>e.store.set({near:i.value===`map`?`map`:`latents`})),e.store.watch(e=>e.near,e=>i.value=e),{element:C(`div`,{},C(`div`,{class:`row`},r,i),n),async show(t,i){let o=a&&e.store.get().near===`map`,s=o?e.items.nearestOnMap(t,nf):await e.items.neighbours(t,nf);i()&&(r.textContent=!a&&s.space===`positions`?`Nearest on the map`:`Nearest neighbours`,r.title=s.space===`latents`?`By Euclidean distance in latent space`:o?`By distance on the map`:`By distance on the map: this export holds no latents`,h(n,...s.rows.map(t=>af(t,e))),e.store.set({neighbours:s.rows}))}}}function af(e,t,n={}){let r=C(`canvas`,{class:q(t.atlas)});return t.items.drawThumbnail(e,r).catch(e=>g(e.message,8)),C(`button`,{class:`thumbnail`,"aria-label":`Go to item ${e}`,title:`Item ${e}`,"data-row":String(e),onclick:()=>t.store.set({selected:e,...n})},r)}function of(e,t,n,r){let i=e.atlas.projection.name===`latent`;e.decoder.request(t,`latents`,n,e=>{let t=i?n:e.landing;r(e,t===null?null:[t[0],t[1]])})}function sf(e){let{applyAt:t,selected:n,probe:r}=e.store.get();return t!==null&&cf(e)?{kind:`place`,at:t,fixed:!0}:n===null?r===null||!cf(e)?null:{kind:`place`,at:r,fixed:!1}:{kind:`item`,row:n}}function cf({atlas:{projection:e}}){return e.name===`latent`||e.inverse}function lf(e,t,n){t.kind===`item`?e.items.latent(t.row).then(n,()=>n(null)):e.atlas.projection.name===`latent`?n(Float32Array.from(t.at)):e.decoder.request(`attribute-base`,`positions`,Float32Array.from(t.at),({latents:e})=>n(e))}var uf=6,df=[`a`,`b`,`c`];function ff(e,t){let{image:n}=e.atlas,r=null,i=C(`canvas`,{class:q(e.atlas),role:`img`,"aria-label":`Result of the analogy`,"data-decoded":`analogy`,width:n.width,height:n.height}),a=C(`div`,{class:`neighbours short`}),o=C(`p`,{class:`quiet`}),s=(t,n)=>e.store.set({analogy:e.store.get().analogy.map((e,r)=>r===t?n:e)}),c=df.map((t,n)=>{let i=C(`canvas`,{class:q(e.atlas)}),a=C(`button`,{class:`slot`,"aria-label":`Pick ${t}`,"aria-pressed":`false`,title:`Click here, then on the item that is ${t}`,onclick:()=>l(r===n?null:n)},i,C(`span`,{class:`slot-name`},t)),o=C(`input`,{type:`number`,class:`field`,min:`0`,max:String(e.atlas.items.count-1),step:`1`,placeholder:`row`,"aria-label":`Row of ${t}`});return o.addEventListener(`change`,()=>{let t=o.valueAsNumber;Number.isInteger(t)&&t>=0&&t<e.atlas.items.count?s(n,t):o.value===``&&s(n,null)}),{picture:i,button:a,field:o}}),l=e=>{r=e,c.forEach(({button:t},n)=>t.setAttribute(`aria-pressed`,String(n===e))),u()},u=()=>{let t=e.store.get().analogy;o.textContent=r===null?t.includes(null)?`Pick three items: click a slot, then an item on the map.`:`What is left when b is taken from a, added to c.`:`Click the item on the map that is ${df[r]}.`};e.store.watch(e=>e.analogy,()=>{let n=e.store.get().analogy;n.forEach((t,n)=>{c[n].field.value=t===null?``:String(t),c[n].button.classList.toggle(`empty`,t===null),t!==null&&e.items.drawThumbnail(t,c[n].picture).catch(()=>{})}),u();let r=n.filter(e=>e!==null);if(a.hidden=r.length<3,i.classList.toggle(`waiting`,r.length<3),r.length<3)return t(null);let o=()=>e.store.get().analogy===n;pf(e,r).then(({latent:n,rows:r})=>{o()&&(h(a,...r.map(t=>af(t,e))),of(e,`analogy`,n,(e,n)=>{o()&&(z(i,e),t(n))}))},e=>o()&&g(e instanceof Error?e.message:String(e),8))});let d=({button:e,field:t})=>C(`div`,{class:`slot-cell`},e,t),f=e=>C(`span`,{class:`sign`},e),p=C(`div`,{class:`sum`},d(c[0]),f(`−`),d(c[1]),f(`+`),d(c[2]),f(`=`),C(`div`,{class:`slot-cell`},i,C(`span`,{class:`quiet`},`result`)));return{element:C(`div`,{},o,p,a),take:t=>{if(r===null)return!1;if(t===null)return!0;s(r,t);let n=e.store.get().analogy.indexOf(null);return l(n<0?null:n),!0}}}async function pf(e,t){let n=e.items.latents();if(n!==null){let[r,i,a]=await Promise.all(t.map(t=>e.items.latent(t))),o=tf(r,i,a);return{latent:o,rows:cr(await n,e.atlas.items.latentDim,o,uf,t)}}if(!e.atlas.server)throw new r("This export holds no latents to calculate with. Use `latlas explore` on the atlas itself.");let i=await fetch(new URL(`${e.home}api/analogy?a=${t[0]}&b=${t[1]}&c=${t[2]}&k=${uf}`,document.baseURI)),a=await i.json().catch(()=>({}));if(!i.ok||!Array.isArray(a.latent)||!Array.isArray(a.rows))throw new r(`The server found no analogy: ${a.error??`status ${i.status}`}.`);return{latent:Float32Array.from(a.latent),rows:a.rows}}var mf=[-2,-1,0,1,2];function hf(e,t){let{image:n}=e.atlas,r=(t,r)=>C(`canvas`,{class:q(e.atlas),role:`img`,"aria-label":t,"data-decoded":r,width:n.width,height:n.height}),[i,a]=[r(`Image without the attribute`,`attribute-base`),r(`Image with the attribute added`,`attribute`)],o=mf.map(e=>r(`Image at ${x(e)} times the vector`,`attribute-step-${e}`)),s=C(`p`,{class:`quiet`}),c=C(`figcaption`,{}),l=C(`input`,{type:`range`,class:`slider`,min:`-2`,max:`2`,step:`0.05`,"aria-label":`How many times the vector is added`});l.addEventListener(`input`,()=>e.store.set({amount:Number(l.value)}));let u=null,d=null,f=null,p=0,m=``,h=()=>{let{amount:n}=e.store.get();if(l.value=String(n),c.textContent=`${n<0?`−`:`+`} ${x(Math.abs(n),3)} × vector`,u===null||d===null)return t(null,null);let r=d;of(e,`attribute`,ef(r,u,n),(e,n)=>{d===r&&(z(a,e),t(f,n))})},g=()=>{let t=e.store.get().tool===`attributes`&&u!==null?sf(e):null;s.textContent=t===null?`Select an item, or move over the map, to see the vector applied.`:gf(t);let n=t===null?``:t.kind===`item`?`item ${t.row}`:t.at.join(`,`);if(t===null||n===m)return;m=n;let r=++p;lf(e,t,n=>{if(r!==p)return;if(d=n,f=t.kind===`place`?t.at:[e.columns.positions[2*t.row],e.columns.positions[2*t.row+1]],n===null||u===null)return void(s.textContent=n===null?`The latent of this item is not in this export.`:``);e.decoder.request(`attribute-unchanged`,`latents`,n,e=>z(i,e)),h();let a=u;e.decoder.sequence(`attribute-strip`,`latents`,mf.map(e=>ef(n,a,e)),(e,t)=>z(o[e],t))})};e.store.watch(e=>e.amount,h);let _=[e=>e.tool,e=>e.applyAt,e=>e.selected,e=>e.probe];for(let t of _)e.store.watch(t,g);let v=(e,t)=>C(`figure`,{},e,typeof t==`string`?C(`figcaption`,{},t):t),y=o.map((t,n)=>C(`button`,{class:`thumbnail`,"aria-label":`Set the slider to ${x(mf[n])}`,onclick:()=>e.store.set({amount:mf[n]})},t,C(`span`,{class:`step`},x(mf[n]).replace(/^(?=[12])/,`+`)))),b=C(`button`,{class:`link`,onclick:()=>e.store.set({amount:Si.amount,applyAt:null})},`Reset`),S=C(`div`,{class:`application`},C(`div`,{class:`row`},s,b),C(`div`,{class:`pair even`},v(i,`As it is`),v(a,c)),l,C(`div`,{class:`strip`},...y));return{element:S,show:e=>{u=e,d=null,m=``,S.hidden=e===null,e===null?t(null,null):g()}}}function gf(e){return e.kind===`item`?`Applied to item ${s(e.row)}`:e.fixed?`Applied to the place you clicked`:`Applied to the place under the pointer`}var _f=1e3,vf=new WeakMap;function yf(e,t,n){let{factors:r,count:i}=e.atlas.items;return Ti(t,n,i,e.attributes,r.map(({name:e})=>e),e.columns.factors)}async function bf(e,t,n){let[i,a]=[yf(e,t,n),yf(e,n,t)],[o,s]=[qd(i),qd(a)];if(o===0||s===0)throw new r(`Group ${o===0?`A`:`B`} has no images. Choose another one.`);let c={middleA:xf(e,i),middleB:xf(e,a)},l=e.items.latents();if(l===null)return{...await Sf(e,t,n,i,a),countA:o,countB:s,...c};let u=await l,d=e.atlas.items.latentDim,f=vf.get(u)??Yd(u,d);return vf.set(u,f),{...Xd(u,d,i,a),readA:o,readB:s,spread:f,...c}}function xf({columns:e},t){let[n,r,i]=[0,0,0];for(let a=0;a<t.length;a++)t[a]!==0&&(n+=e.positions[2*a],r+=e.positions[2*a+1],i++);return[n/i,r/i]}async function Sf(e,t,n,i,a){if(!e.atlas.server)throw new r("This export holds no latents, so there are no means to take. Use `latlas explore` on the atlas itself.");let o=e=>e.kind===`range`||e.kind===`rest`||e.kind===`category`&&e.attribute===`label`,[s,c]=o(t)&&o(n)?[Ci(t),Ci(n)]:[Cf(i),Cf(a)],l=await fetch(new URL(`${e.home}api/attribute?a=${encodeURIComponent(s)}&b=${encodeURIComponent(c)}`,document.baseURI)),u=await l.json().catch(()=>({}));if(!l.ok||!u.a||!u.b||typeof u.spread!=`number`)throw new r(`The server found no vector: ${u.error??`status ${l.status}`}.`);let[d,f]=[Float32Array.from(u.a.mean),Float32Array.from(u.b.mean)],p=f.map((e,t)=>e-d[t]);return{meanA:d,meanB:f,vector:p,length:Math.hypot(...p),separation:u.separation??null,spread:u.spread,readA:u.a.read,readB:u.b.read}}function Cf(e){let t=mi(e),n=Math.max(1,t.length/_f);return`rows:${yi(Array.from({length:Math.min(_f,t.length)},(e,r)=>t[Math.floor(r*n)]))}`}function wf(e){return[[.5,`hardly`],[1,`weakly`],[2,`partly`],[3,`well`]].find(([t])=>e<t)?.[1]??`very well`}var Tf=`take the selection`;function Ef(e,t){let n=t===`A`?`groupA`:`groupB`,r=t===`A`?`groupB`:`groupA`,i={attributes:new Map(e.attributes.map(e=>[e.key,e.categories.length])),count:e.atlas.items.count},a=C(`select`,{class:`field`,"aria-label":`Group ${t}`}),o=C(`span`,{class:`entry-count number`}),c=n=>e.store.set(t===`A`?{groupA:n??{kind:`rest`}}:{groupB:n}),l=kf(t,()=>e.store.get()[n],c);a.addEventListener(`change`,()=>{if(a.value===Tf)return u();if(a.value.startsWith(`factor:`))return c(Of(e,a.value,t));a.value!==`rows`&&c(wi(a.value,i))});let u=()=>{let{selection:t}=e.store.get();if(t.length>0)return c({kind:`rows`,rows:t});g(`Nothing is selected yet. Hold Shift and draw around some images, then take them.`,6),d()},d=()=>{let{[n]:i,[r]:c,selection:u}=e.store.get();h(a,...Df(e,t,i,u.length)),a.value=i===null?``:i.kind===`range`?i.attribute:i.kind===`rows`?`rows`:Ci(i),o.textContent=i===null||i.kind===`rest`&&c===null?``:s(qd(yf(e,i,c))),l.show(i)};return e.store.watch(e=>e.groupA,d),e.store.watch(e=>e.groupB,d),e.store.watch(e=>e.selection,d),C(`div`,{class:`group`},C(`div`,{class:`row`},C(`span`,{class:`letter letter-${t.toLowerCase()}`,"aria-hidden":`true`},t),a,o),l.element)}function Df(e,t,n,r){let i=(e,t)=>C(`option`,{value:e},t),a=e.attributes.filter(({kind:e})=>e!==`factor`),o=e.attributes.filter(({kind:e})=>e===`factor`);return[...t===`B`?[i(``,`choose …`)]:[],i(`rest`,`all that are not in ${t===`A`?`B`:`A`}`),i(Tf,r===0?`the selection (nothing yet)`:`the selection (${s(r)})`),...n?.kind===`rows`?[i(`rows`,`${s(n.rows.length)} images taken`)]:[],...a.map(({key:e,title:t,categories:n})=>C(`optgroup`,{label:t},...n.map((t,n)=>i(Ci({kind:`category`,attribute:e,category:n}),t)))),...o.length===0?[]:[C(`optgroup`,{label:`Range of a factor`},...o.map(({key:e,title:t})=>i(e,t)))]]}function Of(e,t,n){let r=e.atlas.items.factors.find(({name:e})=>`factor:${e}`===t),[i,a]=[r?.min??0,r?.max??0],o=10**(Math.floor(Math.log10(a-i||1))-2),[s,c]=[Math.floor(i/o),Math.ceil(a/o)],l=e=>Number((Math.round(e)*o).toPrecision(6)),u=(c-s)/4;return n===`A`?{kind:`range`,attribute:t,from:l(s),to:l(s+u)}:{kind:`range`,attribute:t,from:l(c-u),to:l(c)}}function kf(e,t,n){let r=t=>C(`input`,{type:`number`,step:`any`,class:`field`,"aria-label":`Group ${e}, ${t}`}),[i,a]=[r(`from`),r(`to`)],o=()=>{let e=t(),r=[i.valueAsNumber,a.valueAsNumber];e?.kind===`range`&&r.every(Number.isFinite)&&n({...e,from:Math.min(...r),to:Math.max(...r)})};for(let e of[i,a])e.addEventListener(`change`,o);let s=C(`div`,{class:`row range`},C(`span`,{class:`quiet`},`from`),i,C(`span`,{class:`quiet`},`to`),a);return{element:s,show:e=>{if(s.hidden=e?.kind!==`range`,e?.kind===`range`)for(let[t,n]of[[i,e.from],[a,e.to]])t.valueAsNumber!==n&&(t.value=String(n))}}}var Af=`http://www.w3.org/2000/svg`;function J(e,t={},...n){let r=document.createElementNS(Af,e);return jf(r,t),r.append(...n),r}function jf(e,t){for(let[n,r]of Object.entries(t))e.setAttribute(n,String(r))}var Mf={a:null,b:null,base:null,moved:null,analogy:null},Nf=10,Pf=9;function Ff(e,t,n){let r=J(`path`,{class:`arrow`}),i=J(`path`,{class:`way`}),a={a:If(`A`),b:If(`B`),base:J(`g`,{class:`mark mark-base`},J(`circle`,{r:5})),moved:J(`g`,{class:`mark mark-moved`},J(`circle`,{r:6})),analogy:If(`=`)},o=J(`svg`,{class:`drawing attribute`,"aria-hidden":`true`},i,r,...Object.values(a));e.host.append(o);let s=Mf,c=n=>P(e.view,e.size,N(t.atlas.bounds,n)),l=()=>{let e=t.store.get().tool===n;if(o.classList.toggle(`closed`,!e),e){for(let[e,t]of Object.entries(a)){let n=s[e],r=n&&c(n);jf(t,{visibility:r===null?`hidden`:`visible`,...r===null?{}:{transform:`translate(${r[0]} ${r[1]})`}})}jf(r,{d:s.a&&s.b?Lf(c(s.a),c(s.b),Nf):``}),jf(i,{d:s.base&&s.moved?Lf(c(s.base),c(s.moved),6):``})}};return t.store.watch(e=>e.view,l),t.store.watch(e=>e.tool,l),new ResizeObserver(l).observe(e.host),e=>{s=e,l()}}function If(e){return J(`g`,{class:`mark mark-${e===`=`?`analogy`:e.toLowerCase()}`},J(`circle`,{r:Nf}),J(`text`,{"text-anchor":`middle`,dy:`0.36em`},e))}function Lf([e,t],[n,r],i){let a=Math.hypot(n-e,r-t);if(a<2*i+Pf)return``;let[o,s]=[(n-e)/a,(r-t)/a],[c,l]=[n-o*(i+2),r-s*(i+2)],u=e=>`${c-o*Pf-s*e*Pf*.5},${l-s*Pf+o*e*Pf*.5}`;return`M${e+o*i},${t+s*i}L${c},${l}M${u(1)}L${c},${l}L${u(-1)}`}var Rf=`attributes`,zf={id:Rf,place:`tool`,decodes:!0,title:`Attributes`,address:Ei,create(e,t){let n=Ff(t,e,Rf),r=Mf,i=e=>n(r={...r,...e}),a=hf(e,(e,t)=>i({base:e,moved:t})),o=ff(e,e=>i({analogy:e})),s={a:Vf(e,`A`),b:Vf(e,`B`)},c=C(`dl`,{class:`facts`}),l=C(`div`,{class:`result`,hidden:!0},s.a.figure,s.b.figure,c),u=C(`p`,{class:`quiet`}),d=()=>{let{groupA:t,groupB:n,tool:r}=e.store.get();if(r!==Rf)return;let o=()=>e.store.get().groupA===t&&e.store.get().groupB===n,d=e=>{u.textContent=e,l.hidden=!0,a.show(null),i({a:null,b:null})};if(n===null||t.kind===`rest`&&n.kind===`rest`)return d(`Choose what B is. The vector from the mean latent of A to that of B is what the two groups differ in; it can be added to any image.`);u.textContent=`Taking the means …`,bf(e,t,n).then(t=>{o()&&(u.textContent=Hf(t),l.hidden=!1,h(c,...Uf(t)),i({a:t.middleA,b:t.middleB}),of(e,`attribute-a`,t.meanA,(e,t)=>o()&&(z(s.a.canvas,e),t&&i({a:t}))),of(e,`attribute-b`,t.meanB,(e,t)=>o()&&(z(s.b.canvas,e),t&&i({b:t}))),a.show(t.vector))},e=>o()&&d(e instanceof Error?e.message:String(e)))},f=!1,p=()=>{f||(f=!0,queueMicrotask(()=>{f=!1,d()}))},m=[e=>e.groupA,e=>e.groupB,e=>e.tool===Rf];for(let t of m)e.store.watch(t,p);e.onclick(Rf,({at:t,row:n})=>o.take(n)?!0:n===null&&!cf(e)?!1:(e.store.set({applyAt:n===null?t:null}),n===null));let g=e.store.get().selected;e.store.watch(e=>e.selected,t=>{t!==g&&t!==null&&e.store.set({applyAt:null}),g=t});let _=C(`button`,{class:`link`,title:`Swap A and B`,"aria-label":`Swap A and B`,onclick:()=>Bf(e)},`Swap`);return C(`section`,{class:`attributes`,"aria-label":`Attributes`},C(`div`,{class:`row`},C(`h2`,{},`What differs from A to B?`),_),Ef(e,`A`),Ef(e,`B`),u,l,a.element,C(`h3`,{},`Analogy: a − b + c`),o.element)}};function Bf(e){let{groupA:t,groupB:n}=e.store.get();n!==null&&e.store.set({groupA:n,groupB:t})}function Vf(e,t){let{image:n}=e.atlas,r=C(`canvas`,{class:q(e.atlas),role:`img`,"aria-label":`Decoded mean of group ${t}`,"data-decoded":`attribute-mean-${t.toLowerCase()}`,width:n.width,height:n.height});return{canvas:r,figure:C(`figure`,{},r,C(`figcaption`,{},`Mean ${t}`))}}function Hf({countA:e,countB:t,readA:n,readB:r}){let i=[[`A`,e,n],[`B`,t,r]].filter(([,e,t])=>t<e).map(([e,t,n])=>`${s(n)} of the ${s(t)} images of ${e}`);return i.length===0?``:`The means are of ${i.join(` and `)}.`}function Uf({length:e,spread:t,separation:n}){let r=n===null?`too few images to say`:`${wf(n)}: d′ ${x(n,3)}`;return[C(`dt`,{},`length`),C(`dd`,{title:`Length of the vector over the spread of all latents: the root-mean-square distance from their mean`},`${x(e/t,3)} × the spread`),C(`dt`,{},`groups are apart`),C(`dd`,{title:`d′: difference of the groups’ means along the vector over the standard deviation within them. The vector is made from one half of the images and measured on the other, both ways. 0 is no difference, at 1 the groups overlap much, at 3 hardly.`},r)]}var Y=class extends Error{},Wf=2**20,Gf=`PNG, JPEG, WebP, GIF or BMP`;function Kf(e){if(e.length===0)throw new Y(`it is empty (0 bytes)`);let t=new DataView(e.buffer,e.byteOffset,e.byteLength),n;try{n=Yf(t)??Xf(t)??Zf(t)??Qf(t)??$f(t)}catch(e){throw e instanceof RangeError?new Y(`it is cut off, or damaged`):e}if(n===null)throw new Y(ep(e)?`it is a drawing or a page, not pixels; save it as ${Gf}`:`it is no picture that can be read here; save it as ${Gf}`);if(n.width<1||n.height<1)throw new Y(`it has no pixels, or is damaged`);return n}function qf(e,t,n){return String.fromCharCode(...Array.from({length:n},(n,r)=>e.getUint8(t+r)))}function Jf(e,t,n=0){return e.byteLength>=n+t.length&&qf(e,n,t.length)===t}function Yf(e){return Jf(e,`PNG\r

`)?{kind:`PNG`,width:e.getUint32(16),height:e.getUint32(20)}:null}function Xf(e){return Jf(e,`GIF8`)?{kind:`GIF`,width:e.getUint16(6,!0),height:e.getUint16(8,!0)}:null}function Zf(e){return Jf(e,`BM`)?e.getUint32(14,!0)===12?{kind:`BMP`,width:e.getUint16(18,!0),height:e.getUint16(20,!0)}:{kind:`BMP`,width:Math.abs(e.getInt32(18,!0)),height:Math.abs(e.getInt32(22,!0))}:null}function Qf(e){if(!Jf(e,`RIFF`)||!Jf(e,`WEBP`,8))return null;let t=(e,t)=>({kind:`WebP`,width:e,height:t}),n=t=>e.getUint16(t,!0)+65536*e.getUint8(t+2);switch(qf(e,12,4)){case`VP8 `:return t(e.getUint16(26,!0)&16383,e.getUint16(28,!0)&16383);case`VP8L`:{let n=e.getUint32(21,!0);return t((n&16383)+1,(n>>>14&16383)+1)}case`VP8X`:return t(n(24)+1,n(27)+1);default:throw new Y(`it is damaged`)}}function $f(e){if(!Jf(e,`ÿØÿ`))return null;for(let t=2;;){if(e.getUint8(t)!==255)throw new Y(`it is damaged`);let n=e.getUint8(t+1);if(n===255)t+=1;else if(n>=192&&n<=207&&![196,200,204].includes(n))return{kind:`JPEG`,width:e.getUint16(t+7),height:e.getUint16(t+5)};else t+=2+Math.max(2,e.getUint16(t+2))}}function ep(e){return/^\s*(<|\ufeff<)/.test(new TextDecoder().decode(e.subarray(0,200)))}var tp=5e7,np=2e8;async function rp(e,t){if(e.size>np)throw new Y(`it has ${Math.round(e.size/1e6)} MB; up to ${np/1e6} MB can be read here`);let n=Kf(new Uint8Array(await e.slice(0,Wf).arrayBuffer()));if(n.width*n.height>5e7)throw new Y(`it has ${n.width} × ${n.height} pixels, ${Math.round(n.width*n.height/1e6)} million; up to ${tp/1e6} million can be read here. Make it smaller`);let r;try{r=await createImageBitmap(e,{colorSpaceConversion:`none`,imageOrientation:`from-image`})}catch{throw new Y(`it calls itself a ${n.kind} of ${n.width} × ${n.height} pixels, but is damaged`)}return{...ip(r,t),close:()=>r.close()}}function ip(e,t){let{width:n,height:r}=e;return{width:n,height:r,read(r,i){let a=new OffscreenCanvas(n,i).getContext(`2d`,{willReadFrequently:!0});if(a===null)throw new Y(`this browser gave no memory for it`);return a.fillStyle=t,a.fillRect(0,0,n,i),a.drawImage(e,0,r,n,i,0,0,n,i),a.getImageData(0,0,n,i).data}}}var ap=2,op=2**22;function sp(e,t,n,r){let[i,a]=[Math.fround(t),Math.fround(n)],o=Math.fround(a-i)/r,s=Math.max(1,o),c=1/s,l=new Int32Array(r);return{first:l,weights:Array.from({length:r},(t,n)=>{let r=i+(n+.5)*o;l[n]=Math.max(0,Math.trunc(r-ap*s+.5));let a=Math.min(e,Math.trunc(r+ap*s+.5)),u=Array.from({length:a-l[n]},(e,t)=>cp((t+l[n]-r+.5)*c)),d=u.reduce((e,t)=>e+t,0);return Int32Array.from(u,e=>Math.trunc(e/d*op+(e<0?-.5:.5)))})}}function cp(e){let t=Math.abs(e);return t<1?(1.5*t-2.5)*t*t+1:t<ap?(((t-5)*t+8)*t-4)*-.5:0}function lp(e,t,n){return(e===null||Number.parseInt(e,10)>=13)&&t.height>n.height&&t.height-n.height>2*(t.width-n.width)}function up(e,t,n,{first:r,weights:i}){let a=e.length/(t*n),o=new Uint8Array(a*r.length*n);for(let s=0,c=0;s<a;s++)for(let a=0;a<r.length;a++){let l=i[a],u=(s*t+r[a])*n;for(let t=0;t<n;t++,c++){let r=op/2;for(let i=0;i<l.length;i++)r+=e[u+i*n+t]*l[i];o[c]=fp(r)}}return o}var dp=class{stride;down;sums;constructor(e,t){this.stride=e,this.down=t,this.sums=new Float64Array(t.first.length*e).fill(op/2)}add(e,t){let{stride:n,sums:r}=this,i=t+e.length/n;this.down.weights.forEach((a,o)=>{let s=this.down.first[o];for(let c=Math.max(s,t);c<Math.min(s+a.length,i);c++)for(let i=0,l=(c-t)*n,u=o*n;i<n;i++)r[u+i]+=e[l+i]*a[c-s]})}bytes(){return Uint8Array.from(this.sums,fp)}};function fp(e){return Math.min(255,Math.max(0,Math.floor(e/op)))}var pp={fit:`crop`,background:`white`},mp=2**22;function hp(e,t,n){let r={box:[0,0,e.width,e.height],inner:{left:0,top:0,width:t.width,height:t.height}};if(n===`stretch`||e.width===t.width&&e.height===t.height)return r;if(n===`pad`){let n=Math.min(t.width/e.width,t.height/e.height),i=(e,t)=>Math.min(t,Math.max(1,gp(e*n))),[a,o]=[i(e.width,t.width),i(e.height,t.height)];return{...r,inner:{left:Math.floor((t.width-a)/2),top:Math.floor((t.height-o)/2),width:a,height:o}}}let i=t.width/t.height,a=e.width/e.height>=i,[o,s]=[a?Math.min(e.width,i*e.height):e.width,a?e.height:Math.min(e.height,e.width/i)],[c,l]=[(e.width-o)*.5,(e.height-s)*.5];return{...r,box:[c,l,c+o,l+s]}}function gp(e){let t=Math.floor(e);return e-t===.5?t+t%2:Math.round(e)}function _p(e,t,{fit:n,background:r},i=null,a=mp){let{channels:o,height:s,width:c}=t,{box:l,inner:u}=hp(e,t,n),d=yp(l[0],l[2],e.width,u.width)?null:sp(e.width,l[0],l[2],u.width),f=yp(l[1],l[3],e.height,u.height)?null:sp(e.height,l[1],l[3],u.height),p=vp(e,o,d,f,d!==null&&f!==null&&lp(i,e,u),a);if(u.width===c&&u.height===s)return{...t,bytes:p};let m=new Uint8Array(s*c*o).fill(r===`white`?255:0),h=u.width*o;for(let e=0;e<u.height;e++)m.set(p.subarray(e*h,(e+1)*h),((u.top+e)*c+u.left)*o);return{...t,bytes:m}}function vp(e,t,n,r,i,a){let[o,s]=bp(r,e.height),c=(i||n===null?e.width:n.first.length)*t,l=r===null?null:new dp(c,r),u=new Uint8Array(l===null?(s-o)*c:0),d=Math.max(1,Math.floor(a/e.width));for(let r=o;r<s;r+=d){let a=xp(e.read(r,Math.min(d,s-r)),t),f=i||n===null?a:up(a,e.width,t,n);l===null?u.set(f,(r-o)*c):l.add(f,r)}let f=l===null?u:l.bytes();return i&&n!==null?up(f,e.width,t,n):f}function yp(e,t,n,r){return e===0&&t===n&&n===r}function bp(e,t){if(e===null)return[0,t];let n=e.first.length-1;return[e.first[0],e.first[n]+e.weights[n].length]}function xp(e,t){let n=new Uint8Array(e.length/4*t);for(let r=0,i=0;r<e.length;r+=4)if(t===1)n[i++]=e[r]*19595+e[r+1]*38470+e[r+2]*7471+32768>>16;else for(let t=0;t<3;t++)n[i++]=e[r+t];return n}function Sp({bytes:e,...t}){return{...t,bytes:e.map(e=>255-e)}}function Cp({bytes:e,channels:t}){let n=e.length/t,r=new Float32Array(e.length);for(let i=0;i<n;i++)for(let a=0;a<t;a++)r[a*n+i]=e[i*t+a]/255;return r}function wp({bytes:e,channels:t,width:n,height:r}){let i=new Uint8ClampedArray(n*r*4).fill(255);for(let a=0;a<n*r;a++)for(let n=0;n<3;n++)i[4*a+n]=e[a*t+(t===1?0:n)];return{rgba:i,width:n,height:r}}function Tp({bytes:e,channels:t},n){let r=0;for(let i=0;i<e.length/t;i++)for(let a=0;a<t;a++)r+=((e[i*t+a]-n[4*i+a])/255)**2;return r/e.length}function Ep(e,t,n){let r=[];for(let i=0;i<n;i++)for(let a=0;a<t;a++)if(a===0||i===0||a===t-1||i===n-1){let n=4*(i*t+a);r.push((.299*e[n]+.587*e[n+1]+.114*e[n+2])/255)}return r.sort((e,t)=>e-t)[r.length>>1]??0}var Dp=12,Op=.5;async function kp(e,t,n){let{image:r}=t.atlas,i=t.atlas.preparation??pp,a=await rp(e,i.background);try{let o=_p(a,r,i,Ap(t.atlas.model.versions));return await Mp({name:e.name,size:{width:a.width,height:a.height},inverted:!1},o,t,n)}finally{a.close()}}function Ap(e){let t=e?.pillow;return typeof t==`string`?t:null}function jp(e,t,n){return Mp({...e,inverted:!e.inverted},Sp(e.prepared),t,n)}async function Mp(e,t,n,r){let i=await r.encode(t),{projection:a,items:o}=n.atlas,s=a.name===`latent`,c=await(n.items.latents()??null),l=s?i.latents:i.landing,u=c===null?l===null?[]:cr(n.columns.positions,2,l,Dp):cr(c,o.latentDim,i.latents,Dp),d=u[0],f=l===null?d===void 0?null:[n.columns.positions[2*d],n.columns.positions[2*d+1]]:[l[0],l[1]];return{name:e.name,size:e.size,inverted:e.inverted,prepared:t,decoded:i,error:Tp(t,i.rgba),place:f,placedBy:f===null?null:s?`latent`:l===null?`item`:`projection`,nearest:u,space:c===null?l===null?null:`positions`:`latents`}}async function Np({prepared:e},t){let{width:n,height:r,count:i}=t.atlas.items.sheet;if(i===0)return!1;let a=await t.items.sheet(0),o=new OffscreenCanvas(a.width,a.height).getContext(`2d`,{willReadFrequently:!0});if(o===null)return!1;o.drawImage(a,0,0);let s=Math.min(t.items.perSheet,t.atlas.items.count),c=Array.from({length:s},(e,i)=>{let{x:a,y:s}=t.items.place(i);return Ep(o.getImageData(a,s,n,r).data,n,r)}).sort((e,t)=>e-t)[s>>1],l=Ep(wp(e).rgba,e.width,e.height);return Math.abs(c-l)>Op&&c>.5!=l>.5}var Pp=class{decoder;load;graph=null;opened=!1;constructor(e,t){this.decoder=e,this.load=t}async encode(e){let{channels:t,height:n,width:r}=e;this.graph??=this.load();try{let i=this.opened?void 0:await this.graph,a=await this.decoder.ask({from:`images`,values:Cp(e),shape:[t,n,r],encoder:i});return this.opened=!0,a}catch(e){throw this.graph=null,e}}};function Fp(e){let t=C(`div`,{class:`veil`,hidden:!0,"aria-hidden":`true`},C(`p`,{},`Drop pictures to encode them`));document.body.append(t);let n=e=>e.dataTransfer?.types.includes(`Files`)??!1;document.addEventListener(`dragover`,e=>{n(e)&&(e.preventDefault(),t.hidden=!1)}),document.addEventListener(`dragleave`,e=>t.hidden||=e.relatedTarget===null),document.addEventListener(`drop`,r=>{t.hidden=!0,n(r)&&(r.preventDefault(),e([...r.dataTransfer?.files??[]]))}),document.addEventListener(`paste`,t=>{let n=[...t.clipboardData?.files??[]];n.length>0&&e(n)})}function Ip(e){let t=C(`input`,{type:`file`,accept:`image/png,image/jpeg,image/webp,image/gif,image/bmp`,multiple:!0,hidden:!0,"aria-label":`Pictures to encode`,tabindex:`-1`});return t.addEventListener(`change`,()=>{e([...t.files??[]]),t.value=``}),C(`p`,{},C(`button`,{class:`button`,onclick:()=>t.click()},`Choose pictures …`),t)}var Lp={depthCompare:`always`,depthWriteEnabled:!1},Rp=46,zp=54,Bp=2,Vp=16,Hp={light:{current:`#00619a`,other:`#5b6572`},dark:{current:`#6cc0f0`,other:`#98a2b0`}},Up=class{app;canvas=null;drawnFor=[];constructor(e){this.app=e}layers(e,t){let{theme:n}=this.app.store.get(),r=[e,t,n];r.some((e,t)=>e!==this.drawnFor[t])&&(this.canvas=Kp(e,t,n)),this.drawnFor=r;let i=e.flatMap((e,t)=>e.place===null?[]:[{i:t,at:N(this.app.atlas.bounds,e.place)}]);if(this.canvas===null||i.length===0)return[];i.sort((n,r)=>Number(e[n.i]===t)-Number(e[r.i]===t));let a=Object.fromEntries(e.map((e,t)=>[String(t),Gp(t)]));return[this.rings(t),new Wa({id:`brought`,data:i,iconAtlas:this.canvas,iconMapping:a,getIcon:({i:e})=>String(e),getPosition:({at:e})=>[e[0],e[1]],getSize:1,sizeScale:zp,sizeUnits:`pixels`,alphaCutoff:-1,parameters:Lp})]}rings(e){if(e===null)return null;let{theme:t}=this.app.store.get(),n=[1,3,5].map(e=>Number.parseInt(Hp[t].current.slice(e,e+2),16));return new no({id:`brought-nearest`,data:e.nearest,getPosition:e=>[this.app.world[2*e],this.app.world[2*e+1]],getRadius:7,getLineWidth:2,getLineColor:n,radiusUnits:`pixels`,lineWidthUnits:`pixels`,filled:!1,stroked:!0,parameters:Lp,updateTriggers:{getLineColor:t}})}};function Wp([e,t],n){let r=n.findLastIndex(n=>n!==null&&Math.abs(e-n[0])<=Rp/2&&t<=n[1]&&t>=n[1]-zp);return r===-1?null:r}function Gp(e){return{x:e%Vp*Rp*Bp,y:Math.floor(e/Vp)*zp*Bp,width:92,height:108,anchorY:108}}function Kp(e,t,n){if(e.length===0)return null;let r=document.createElement(`canvas`);r.width=736*Bp,r.height=Math.ceil(e.length/Vp)*zp*Bp;let i=r.getContext(`2d`);return e.forEach((e,r)=>{let{x:a,y:o}=Gp(r);i&&qp(i,e,a,o,Hp[n][e===t?`current`:`other`])}),r}function qp(e,{prepared:t},n,r,i){let a=n+46,o=r+92;e.fillStyle=i,e.beginPath(),e.roundRect(n,r,92,92,10),e.moveTo(a-16,o-1),e.lineTo(a,o+16),e.lineTo(a+16,o-1),e.fill();let{rgba:s,width:c,height:l}=wp(t),u=new OffscreenCanvas(c,l);u.getContext(`2d`)?.putImageData(new ImageData(s,c,l),0,0);let d=80/Math.max(c,l),[f,p]=[c*d,l*d];e.imageSmoothingEnabled=d<1,e.drawImage(u,n+6+(80-f)/2,r+6+(80-p)/2,f,p)}function Jp(e,t,n,r){let{all:i,current:a}=n.get();if(a===null)return h(e);let o=C(`canvas`,{class:q(t.atlas),"data-picture":`brought`,role:`img`,"aria-label":`Your image, as the model sees it`}),s=C(`canvas`,{class:q(t.atlas),"data-decoded":`brought`,role:`img`,"aria-label":`Reconstruction of your image`});z(o,wp(a.prepared)),z(s,a.decoded);let c=C(`p`,{class:`quiet`},C(`button`,{class:`link`,onclick:()=>r(a)},a.inverted?`Exchange light and dark back`:`Exchange light and dark`));a.inverted||Np(a,t).then(e=>e&&c.prepend(`The items of this atlas look the other way round: one lies on light ground, the other on dark. `),()=>{}),h(e,i.length>1?$p(i,a,t,n):null,C(`div`,{class:`pair`},C(`figure`,{},o,C(`figcaption`,{},`As the model sees it`)),C(`figure`,{},s,C(`figcaption`,{},`Reconstruction`))),C(`p`,{class:`quiet`},`${a.name}: ${Yp(a,t)}`),c,C(`dl`,{class:`facts`},...Xp(a,t),...Zp(a,t)),...Qp(a,t))}function Yp({size:e,prepared:t,inverted:n},{atlas:r}){let{fit:i,background:a}=r.preparation??pp,[o,s]=[t.width,t.height],c=t.channels===1?`read as grey`:`read as colour`,l=[`${e.width} × ${e.height} pixels`,c];e.width===o&&e.height===s?l.push(`taken at its own size`):(e.width*s!==e.height*o&&l.push({crop:`cut to its middle`,pad:`bordered in ${a}`,stretch:`stretched`}[i]),l.push(`resized to ${o} × ${s} (bicubic)`)),n&&l.push(`light and dark exchanged`);let u=!n&&(r.preparation!==null||e.width===o&&e.height===s);return`${l.join(`, `)}${u?`, as the training images were`:``}.`}function Xp({error:e},{atlas:t}){let n=t.model.metrics.find(({name:e})=>e===`mse`)?.value,r=n==null?``:` (test images: ${x(n,3)})`;return[C(`dt`,{title:`Mean over pixels and channels of the squared difference, with values from 0 to 1`},`mean squared error`),C(`dd`,{class:`number`,"data-reading":`error`},x(e,3)+r)]}function Zp({place:e,placedBy:t},{atlas:n}){if(e===null)return[C(`dt`,{},`place`),C(`dd`,{},`unknown: this export has no way from a latent to the map`)];let r=n.projection.axes.map((t,n)=>`${t} ${v(e[n])}`).join(`, `),i=t===`item`?` – that of its nearest item: this map has no way from a new latent to a place`:``;return[C(`dt`,{},`place`),C(`dd`,{class:`number`,"data-reading":`place`},r+i)]}function Qp({nearest:e,space:t},n){return t===null?[]:[C(`h3`,{title:t===`latents`?`By Euclidean distance in latent space`:`By distance on the map: this export holds no latents`},t===`latents`?`Nearest items`:`Nearest items on the map`),C(`div`,{class:`neighbours brought-nearest`},...e.map(e=>af(e,n,{tool:`item`})))]}function $p(e,t,n,r){let i=e.map(e=>{let i=C(`canvas`,{class:q(n.atlas)});return z(i,wp(e.prepared)),C(`button`,{class:`thumbnail`,"aria-pressed":String(e===t),"aria-label":e.name,title:e.name,onclick:()=>r.set({current:e})},i)});return C(`div`,{class:`neighbours brought-list`,role:`group`,"aria-label":`Brought pictures`},...i)}var em=96,tm={id:`bring`,place:`tool`,title:`Bring`,decodes:!0,keys:{aim:`Bring an image`,keys:[[`Drop, paste`,`encode pictures from elsewhere, anywhere on the page`],[`Click its mark`,`look at it again, with Bring open`]]},create(e,t){let{channels:n}=e.atlas.image,r=C(`h2`,{},`Bring an image`);if(n!==1&&n!==3)return C(`section`,{class:`bring`,"aria-label":`Bring an image`},r,C(`p`,{class:`quiet`},`The images of this atlas have ${n} channels; pictures have one or three.`));if(!a(e.atlas))return C(`section`,{class:`bring`,"aria-label":`Bring an image`},r,C(`p`,{class:`quiet`},`The encoder of this model is not in the atlas: other images cannot be encoded here.`));let i=new Pp(e.decoder,()=>o(`encoder.onnx`,e.home)),s=Bi({all:[],current:null,busy:``,complaints:[]}),c=nm(n=>rm(n,e,t,s,i)),l=t=>{e.store.set({tool:`bring`}),c(t)};Fp(l),am(e,t,s);let u=C(`p`,{class:`quiet`,role:`status`}),d=C(`ul`,{class:`complaints`,role:`alert`}),f=C(`div`,{});s.watch(e=>e.busy,e=>u.textContent=e),s.watch(e=>e.complaints,e=>h(d,...e.map(e=>C(`li`,{},e))));let p=t=>{jp(t,e,i).then(e=>s.set({all:s.get().all.map(n=>n===t?e:n),current:e}),e=>s.set({complaints:[im(e)]}))};s.watch(e=>e.current,()=>Jp(f,e,s,p));let m=C(`p`,{class:`quiet`},`Drop pictures anywhere on this page, paste one, or choose files. The encoder runs in your browser: the pictures are sent nowhere.`);return C(`section`,{class:`bring`,"aria-label":`Bring an image`},r,m,Ip(l),u,d,f)}};function nm(e){let t=Promise.resolve();return n=>void(t=t.then(()=>e(n)))}async function rm(e,t,n,r,i){let a=[],o=e.slice(0,em);e.length>em&&a.push(`${e.length} files are too many at once: these are the first ${em}.`),r.set({complaints:a});for(let[e,s]of o.entries()){r.set({busy:o.length===1?`Encoding ${s.name} …`:`Encoding ${s.name} (${e+1} of ${o.length}) …`});try{let e=await kp(s,t,i);r.set({all:[...r.get().all,e].slice(-96),current:e}),e.place!==null&&n.reveal(N(t.atlas.bounds,e.place))}catch(e){a.push(`${s.name}: ${im(e)}.`)}}r.set({busy:``,complaints:[...a]})}function im(e){return(e instanceof Error?e.message:String(e)).replace(/\.$/,``)}function am(e,t,n){let r=new Up(e);t.addLayers(()=>r.layers(n.get().all,n.get().current)),n.watch(e=>e,()=>t.redraw()),e.onclick(`bring`,({at:r})=>{let{all:i}=n.get(),a=n=>n&&P(t.view,t.size,N(e.atlas.bounds,n)),o=Wp(P(t.view,t.size,N(e.atlas.bounds,r)),i.map(({place:e})=>a(e)));return o!==null&&n.set({current:i[o]}),o!==null})}function om({projection:e,tiles:t},n){return n.kind===`absent`?`The decoder of this model is not in the atlas: places cannot be decoded here.${t===null?``:` The pictures behind the points were decoded when the atlas was built.`}`:n.kind===`failed`?n.message:e.name!==`latent`&&!e.inverse?`The projection ${e.name} has no inverse: places between items cannot be decoded.`:n.kind===`loading`?`Loading the decoder …`:``}function sm(e,{app:t},n){let[r,i]=Id(e.atlas,t.atlas),{width:a,height:o}=t.atlas.image,s=C(`canvas`,{class:q(t.atlas),"data-decoded":`other-probe`,width:a,height:o,role:`img`,"aria-label":`Decoded by ${i}`}),c=C(`p`,{class:`overlay-note`}),l=C(`div`,{class:`picture-frame`},s,c);return l.style.aspectRatio=`${a} / ${o}`,t.onprobe(e=>z(s,e)),t.decoder.onstatus(e=>{l.dataset.otherDecoder=e.kind,c.textContent=om(t.atlas,e)}),C(`div`,{class:`twins`,title:`Each map decodes at its own crosshair; the one that is not pointed at goes to the image nearest to the pointer`},C(`figure`,{},n,C(`figcaption`,{},r)),C(`figure`,{},l,C(`figcaption`,{},i)))}function cm(e,{app:t,rows:n}){let{image:r,projection:i}=t.atlas,a=C(`canvas`,{class:q(t.atlas),"data-decoded":`other-item`,width:r.width,height:r.height,role:`img`,"aria-label":`Reconstruction by the other atlas`}),o=C(`figcaption`,{}),s=Id(e.atlas,t.atlas)[1];return{element:C(`figure`,{},a,o),async show(e,r){if(o.textContent=s,!T(t.atlas))return o.append(`: no decoder in this export`);let c=n[e],l=await t.items.latent(c);if(!r())return;let u=e=>void(r()&&z(a,e));if(l)return t.decoder.request(`item`,`latents`,l,u);if(a.getContext(`2d`)?.clearRect(0,0,a.width,a.height),!i.inverse)return o.append(`: no latent in this export`);o.append(`, from its place`),t.decoder.request(`item`,`positions`,t.columns.positions.slice(2*c,2*c+2),u)}}}function lm(e,t){let n=window.devicePixelRatio,[r,i]=[Math.round(e.clientWidth*n),Math.round(e.clientHeight*n)];(e.width!==r||e.height!==i)&&Object.assign(e,{width:r,height:i});let a=e.getContext(`2d`);if(!a||r===0)return;let o=t.reduce((e,t)=>Math.max(e,Math.abs(t)),3),s=r/t.length;a.clearRect(0,0,r,i),a.fillStyle=getComputedStyle(e).color,a.fillRect(0,Math.floor(i/2),r,1),t.forEach((e,t)=>a.fillRect(Math.round(t*s),i/2,Math.max(1,Math.round(s*.7)),-e/o*(i/2)))}function um(e){return e.kind===`item`?String(e.row):e.at.map(e=>Number(e.toPrecision(7))).join(`,`)}function dm(e,t){let n=e.split(`,`).map(e=>/^-?\d*\.?\d+(e[-+]?\d+)?$/.test(e)?Number(e):NaN);if(!n.every(Number.isFinite))return null;if(n.length===2)return{kind:`place`,at:[n[0],n[1]]};let[r]=n;return n.length===1&&Number.isInteger(r)&&r>=0&&r<t?{kind:`item`,row:r}:null}function fm(e,t){return e.reduce((e,n)=>{let r=dm(n,t);return r===null?e:pm(e,r)},[])}function pm(e,t){return e.some(e=>um(e)===um(t))||e.length>=12?e:[...e,t]}var mm={id:`pins`,place:`side`,keys:{aim:`Compare places`,keys:[[`p`,`pin the place under the crosshair`],[`Shift + P`,`pin the selected item`]]},address:{write:({pins:e})=>e.map(e=>[`pin`,um(e)]),read:(e,{count:t})=>({pins:fm(e.getAll(`pin`),t)})},create(e,t){let n=C(`ol`,{class:`pin-row`}),r=C(`section`,{class:`pins`,"aria-label":`Pins`},C(`h2`,{},`Pins`),n),i=ym(e);return e.store.watch(e=>e.pins,a=>{r.hidden=a.length===0,h(n,...a.map((n,r)=>Cm(e,t,n,r+1,i(n))))}),Tm(e,t),document.addEventListener(`keydown`,t=>{d(t)&&(t.key===`p`&&gm(e),t.key===`P`&&_m(e))}),r}};function hm(e){let t=C(`button`,{class:`pin-button`,title:`Keep this place beside others (p)`,onclick:()=>gm(e)},u(`pin`),`Pin place`),n=C(`button`,{class:`pin-button`,title:`Keep the selected item beside others (Shift + P)`,onclick:()=>_m(e)},u(`pin`),`Pin item`);return e.store.watch(e=>e.selected,e=>n.hidden=e===null),C(`span`,{class:`pin-buttons`},t,n)}function gm(e){let{probe:t}=e.store.get();t!==null&&vm(e,{kind:`place`,at:t})}function _m(e){let{selected:t}=e.store.get();t!==null&&vm(e,{kind:`item`,row:t})}function vm(e,t){let n=e.store.get().pins,r=pm(n,t);r===n?n.length>=12?g(`12 places are pinned, which is all there is room for. Remove one first.`,5):g(`That is pinned already.`):e.store.set({pins:r})}function ym(e){let t=new Map;return e.store.watch(e=>e.pins,e=>{let n=new Set(e.map(um));for(let e of t.keys())n.has(e)||t.delete(e)}),n=>{let r=um(n),i=t.get(r)??C(`canvas`,{class:q(e.atlas),"data-decoded":`pin`,width:e.atlas.image.width,height:e.atlas.image.height});return t.has(r)||(t.set(r,i),bm(e,n,`pin ${r}`,e=>z(i,e)).catch(e=>g(e instanceof Error?e.message:String(e),8))),i}}async function bm(e,t,n,r){if(t.kind===`place`)return e.decoder.request(n,`positions`,Float32Array.from(t.at),r);let i=e.atlas.items.latentDim,a=await(e.items.latents()??null),o=a?a.slice(t.row*i,(t.row+1)*i):(await e.items.neighbours(t.row,1)).latent;o?e.decoder.request(n,`latents`,o,r):e.decoder.request(n,`positions`,Float32Array.from(xm(e,t)),r)}function xm({columns:e},t){return t.kind===`place`?t.at:[e.positions[2*t.row],e.positions[2*t.row+1]]}function Sm(e,t){return t.kind===`item`?`item ${t.row}`:t.at.map((t,n)=>`${e.atlas.projection.axes[n]} ${v(t,2)}`).join(`, `)}function Cm(e,t,n,r,i){let a=Sm(e,n);return C(`li`,{class:`pin-entry`},C(`button`,{class:`thumbnail`,"aria-label":`Go to pin ${r}: ${a}`,title:a,onclick:()=>wm(e,t,n)},i),C(`span`,{class:`pin-number`,"aria-hidden":`true`},String(r)),C(`button`,{class:`pin-remove`,"aria-label":`Remove pin ${r}`,title:`Remove`,onclick:()=>e.store.set({pins:e.store.get().pins.filter(e=>e!==n)})},u(`close`)))}function wm(e,t,n){let r=xm(e,n);e.store.set(n.kind===`item`?{selected:n.row,probe:r}:{probe:r}),t.reveal(N(e.atlas.bounds,r))}function Tm(e,t){let n=C(`div`,{class:`pin-layer`});t.host.append(n);let r=[],i=()=>{for(let{element:e,world:n}of r){let[r,i]=P(t.view,t.size,n);e.style.transform=`translate(${r}px, ${i}px)`,e.hidden=r<0||i<0||r>t.size.width||i>t.size.height}};e.store.watch(e=>e.pins,a=>{r=a.map((n,r)=>({element:C(`button`,{class:`pin-badge`,tabIndex:-1,"aria-label":`Pin ${r+1}`,onclick:()=>wm(e,t,n)},C(`span`,{},String(r+1))),world:N(e.atlas.bounds,xm(e,n))})),h(n,...r.map(({element:e})=>e)),i()}),e.store.watch(e=>e.view,i),new ResizeObserver(i).observe(t.host)}var Em=9;function Dm(e){let{atlas:t,columns:n}=e,r=n.roundTrips;if(r===null||!T(t))return null;let i=r.toSorted(),a=new Uint8Array(r.length).fill(1),o=t.bounds[2]-t.bounds[0],s=C(`dd`,{class:`trust-near`}),c=C(`dd`,{class:`trust-place`});return e.onprobe(n=>{let l=e.store.get().probe;if(l===null||n.landing===null)return;let u=km(Om(e,a,N(t.bounds,l)).map(e=>r[e]));s.textContent=`${jm(u)} of the latents’ spread, better than at ${Math.round(100*Am(i,u))} % of the images`,c.textContent=`${jm(Math.hypot(n.landing[0]-l[0],n.landing[1]-l[1])/o)} of the map’s width away`}),C(`dl`,{class:`trust quiet`,"aria-label":`How far the way back can be trusted here`},C(`dt`,{title:`Median over the ${Em} nearest images: distance between an image’s latent and the latent that its place leads back to`},`Images near here come back within`),s,C(`dt`,{title:`Distance between this place and the place of the latent that it leads back to`},`This place comes back`),c)}function Om({world:e,grid:t},n,[r,i]){let a=Math.min(Em,n.length),o=e=>t.inside([r-e,i-e,r+e,i+e],n,1/0)??[],s=256/512;for(;o(s).length<a&&s<16384;)s*=2;let c=t=>(e[2*t]-r)**2+(e[2*t+1]-i)**2;return o(s*Math.SQRT2).sort((e,t)=>c(e)-c(t)).slice(0,Em)}function km(e){let t=e.toSorted((e,t)=>e-t);return t.length===0?NaN:t[t.length>>1]}function Am(e,t){let[n,r]=[0,e.length];for(;n<r;){let i=n+r>>1;e[i]<=t?n=i+1:r=i}return(e.length-n)/e.length}function jm(e){return`${x(100*e,2)} %`}var Mm={id:`here`,place:`side`,create(e,t){let{projection:n,image:r,items:i}=e.atlas,a=C(`canvas`,{class:q(e.atlas),"data-decoded":`probe`,width:r.width,height:r.height,role:`img`,"aria-label":`Decoded image of the place under the pointer`}),o=C(`p`,{class:`overlay-note`}),s=n.axes.map(e=>({axis:e,value:C(`output`,{})})),c=i.latentDim>2&&T(e.atlas)?C(`canvas`,{class:`bars`,role:`img`,"aria-label":`The ${i.latentDim} latents of this place`}):null,l=C(`div`,{class:`picture-frame`},a,o);return l.style.aspectRatio=`${r.width} / ${r.height}`,e.store.watch(e=>e.probe,e=>e?.forEach((e,t)=>s[t].value.textContent=v(e))),e.onprobe(e=>{z(a,e),c&&lm(c,e.latents)}),e.decoder.onstatus(t=>{l.dataset.decoder=t.kind,o.textContent=om(e.atlas,t)}),C(`section`,{class:`here`,"aria-label":`Here`},C(`header`,{},C(`h2`,{},`Here`),hm(e)),e.other?sm(e,e.other,l):l,C(`dl`,{class:`readings`},...s.flatMap(({axis:e,value:t})=>[C(`dt`,{},e),C(`dd`,{},t)])),c,Nm(e.atlas),Td(e,t,l),Dm(e))}};function Nm({projection:e,items:t}){if(e.name===`latent`)return null;let n=e.roundTrip===null?``:` Round-trip error ${Math.round(e.roundTrip*100)} % of the latents’ spread.`;return C(`p`,{class:`quiet`,title:`Median distance between an item’s latent and the latent that its place on the map leads back to`},`Map: ${e.name} of ${t.latentDim} latents.${n}`)}function Pm(e){let t=C(`h2`,{}),n=C(`p`,{class:`quiet steps`}),r=(t,n,r)=>C(`button`,{class:`icon-button`,"aria-label":t,title:t,onclick:()=>e.store.set({selected:vi(e.store.get().selection,e.mask(),e.store.get().selected,r)})},u(n)),i=C(`input`,{type:`number`,class:`field`,min:`0`,max:String(e.atlas.items.count-1),step:`1`,required:!0,placeholder:`row …`,title:`Go to an item by its row`,"aria-label":`Go to an item by its row, 0 to ${e.atlas.items.count-1}`}),a=C(`form`,{class:`jump`},i);a.addEventListener(`submit`,t=>{t.preventDefault(),e.store.set({selected:Number(i.value)}),i.value=``});let o=C(`button`,{class:`icon-button`,"aria-label":`Close item`,title:`Close item`,onclick:()=>e.store.set({selected:null})},u(`close`)),c=()=>{let{selected:r,selection:i}=e.store.get();t.textContent=r===null?`Item`:`Item ${s(r)}`,o.hidden=r===null;let a=r===null?-1:i.indexOf(r);n.textContent=i.length===0?``:a<0?`Steps go through the ${s(i.length)} selected`:`${s(a+1)} of ${s(i.length)} selected`};return e.store.watch(e=>e.selected,c),e.store.watch(e=>e.selection,c),C(`div`,{},C(`header`,{},t,C(`div`,{class:`steps-buttons`},r(`Item before`,`back`,-1),r(`Item after`,`forward`,1),a,o)),n)}var Fm={light:{none:[246,247,249],darker:[0,90,160],brighter:[200,80,0]},dark:{none:[20,23,28],darker:[86,180,233],brighter:[250,150,60]}};function Im(e,t){let{none:n,darker:r,brighter:i}=Fm[t],a=e<0?r:i,o=Math.min(1,Math.abs(e));return n.map((e,t)=>Math.round(e+(a[t]-e)*o))}function Lm(e,t,{signed:n,gain:r},i){let{width:a,height:o}=e,s=new Uint8ClampedArray(e.rgba.length);for(let a=0;a<s.length;a+=4){let o=0;for(let r=0;r<3;r++){let i=t.rgba[a+r]-e.rgba[a+r];o+=n?i:Math.abs(i)}s.set([...Im(o/3/255*r,i),255],a)}return{rgba:s,width:a,height:o}}function Rm(e,t){let n=0;for(let r=0;r<e.rgba.length;r+=4)for(let i=0;i<3;i++)n+=((e.rgba[r+i]-t.rgba[r+i])/255)**2;return n/(e.rgba.length/4*3)}function zm({rgba:e,width:t,height:n},r,i){if(t===r&&n===i)return{rgba:e,width:t,height:n};let[a,o]=[t/r,n/i],s=new Uint8ClampedArray(r*i*4);for(let c=0;c<i;c++)for(let i=0;i<r;i++){let l=[0,0,0,0];for(let r=Math.floor(c*o);r<(c+1)*o&&r<n;r++){let n=Math.min(r+1,(c+1)*o)-Math.max(r,c*o);for(let o=Math.floor(i*a);o<(i+1)*a&&o<t;o++){let s=n*(Math.min(o+1,(i+1)*a)-Math.max(o,i*a));for(let n=0;n<4;n++)l[n]+=s*e[(r*t+o)*4+n]}}s.set(l.map(e=>e/(a*o)),(c*r+i)*4)}return{rgba:s,width:r,height:i}}function Bm(e){let{image:t,projection:n}=e.atlas,r=n=>C(`canvas`,{class:q(e.atlas),role:`img`,width:t.width,height:t.height,...n}),i=r({"data-picture":`original`,"aria-label":`Original`}),a=e=>e.getContext(`2d`,{willReadFrequently:!0});a(i);let o=r({"data-decoded":`item`,"aria-label":`Reconstruction`}),s=r({"data-picture":`difference`,"aria-label":`Difference of reconstruction and original`});a(s);let c=C(`figcaption`,{}),l=C(`output`,{class:`error`}),u=null,d=null,f=!1,p=()=>{if(!f||d===null||t.channels===2)return;let e=a(i)?.getImageData(0,0,i.width,i.height);if(!e)return;let{data:n,width:r,height:o}=e;u={original:{rgba:n,width:r,height:o},reconstruction:zm(d,r,o)},l.textContent=x(Rm(u.original,u.reconstruction),3),m()},m=()=>{if(u===null)return void s.getContext(`2d`)?.clearRect(0,0,s.width,s.height);let{difference:t,theme:n}=e.store.get();z(s,Lm(u.original,u.reconstruction,t,n))};e.store.watch(e=>e.difference,m),e.store.watch(e=>e.theme,m);let h=(e,t)=>C(`figure`,{},e,typeof t==`string`?C(`figcaption`,{},t):t),g=T(e.atlas),_=e.other&&cm(e,e.other),[v,y,b]=[h(i,`Original`),g&&h(o,c),g&&h(s,`Difference`)],S=_===null?C(`div`,{class:`trio`},v,y,b):C(`div`,{class:`trio compared`},v,b,y,_.element);return{element:C(`div`,{},S,g&&Hm(e,C(`span`,{title:Vm(e)},C(`span`,{class:`quiet`},`squared error `),l))),async show(t,r,a){[u,d,f]=[null,null,!1],l.textContent=`–`,m(),c.textContent=`Reconstruction`,c.title=``;let s=e=>{a()&&(z(o,e),d=e,p())},h=async()=>{let i=await r;if(a()&&g){if(i)return e.decoder.request(`item`,`latents`,i,s);if(o.getContext(`2d`)?.clearRect(0,0,o.width,o.height),!n.inverse)return void(c.textContent=`No latent in this export`);c.textContent=`Decoded from its place`,c.title=`This export holds no latents: the image is decoded from the item’s place on the map`,e.decoder.request(`item`,`positions`,e.columns.positions.slice(2*t,2*t+2),s)}},v=e.items.drawThumbnail(t,i).then(()=>{f=a(),p()});await Promise.all([v,h(),_?.show(t,a)])}}}function Vm({atlas:{items:e,image:t}}){let{width:n,height:r}=e.sheet;return`Mean over channels and pixels of (reconstruction − original)², values from 0 to 1, of the pictures above${n===t.width&&r===t.height?``:`, brought to ${n} × ${r} pixels`}`}function Hm(e,t){let n=C(`canvas`,{class:`scale-bar`,width:65,height:1,"aria-hidden":`true`}),r=C(`div`,{class:`row quiet scale-ends`}),i=C(`select`,{class:`field`,"aria-label":`Kind of difference`},C(`option`,{value:`signed`},`Signed`),C(`option`,{value:`absolute`},`Absolute`)),a=C(`select`,{class:`field`,"aria-label":`Amplification of the difference`},...Mi.map(e=>C(`option`,{value:String(e)},`× ${e}`)));for(let t of[i,a])t.addEventListener(`change`,()=>e.store.set({difference:{signed:i.value===`signed`,gain:Number(a.value)}}));let o=()=>{let{difference:t,theme:o}=e.store.get();i.value=t.signed?`signed`:`absolute`,a.value=String(t.gain);let s=n.getContext(`2d`);for(let e=0;e<n.width&&s;e++){let r=e/(n.width-1);s.fillStyle=I(Im(t.signed?2*r-1:r,o)),s.fillRect(e,0,1,1)}h(r,...Um(t).map(e=>C(`span`,{},e)))};return e.store.watch(e=>e.difference,o),e.store.watch(e=>e.theme,o),C(`div`,{class:`scale`},C(`div`,{title:`Difference of the values of a pixel, which go from 0 (black) to 1 (white), averaged over its channels`},n,r),C(`div`,{class:`row`},t,C(`span`,{class:`steps-buttons`},i,a)))}function Um({signed:e,gain:t}){return e?[`too dark by ${x(1/t)}`,`too bright by ${x(1/t)}`]:[`no difference`,`${x(1/t)} or more`]}var Wm={id:`item`,place:`tool`,title:`Item`,address:Pi,create(e,t){let n=Bm(e),r=rf(e),i=C(`dl`,{class:`facts`}),a=C(`span`,{class:`swatch`});e.store.watch(e=>e.theme,()=>Km(a,e));let o=C(`p`,{class:`quiet`},`Click or tap a point to see its image, its reconstruction and its neighbours.`),s=C(`div`,{},n.element,i,r.element),c=t=>()=>e.store.get().selected===t,l=e=>t=>{c(e)()&&g(t instanceof Error?t.message:String(t),8)};return e.store.watch(e=>e.selected,u=>{if(e.store.set({neighbours:[]}),s.hidden=u===null,o.hidden=u!==null,u===null)return;Gm(u,e,t),h(i,...qm(e,u,a)),Km(a,e);let d=e.items.text(u).then(({id:e,metadata:t})=>{c(u)()&&i.append(...[[`id`,e],...t].flatMap(([e,t])=>[C(`dt`,{},e),C(`dd`,{},t)]))});for(let t of[d,n.show(u,e.items.latent(u),c(u)),r.show(u,c(u))])t.catch(l(u))}),e.store.watch(e=>e.near,()=>{let t=e.store.get().selected;t!==null&&r.show(t,c(t)).catch(l(t))}),C(`section`,{class:`item`,"aria-label":`Selected item`},Pm(e),o,s)}};function Gm(e,t,n){n.reveal([t.world[2*e],t.world[2*e+1]])}function Km(e,t){let{selected:n,theme:r}=t.store.get(),i=t.attributes.find(({key:e})=>e===`label`);n!==null&&i&&(e.style.backgroundColor=I(i.colours(r)[i.codes[n]]))}function qm(e,t,n){let{labels:r,factors:i}=e.atlas.items,a=[],o=e.attributes.find(({key:e})=>e===`label`);r!==null&&o&&a.push(C(`dt`,{},`label`),C(`dd`,{},n,o.categories[o.codes[t]]));for(let{key:n,categories:r,codes:i}of e.attributes)n.startsWith(`cluster:`)&&a.push(C(`dt`,{},n.slice(8)),C(`dd`,{},r[i[t]]));return i.forEach(({name:n},r)=>a.push(C(`dt`,{},n),C(`dd`,{},x(e.columns.factors?.[t*i.length+r]??NaN)))),a}function Jm(e){let t=new Map;for(let{aim:n,keys:r}of e)t.set(n,{aim:n,keys:[...t.get(n)?.keys??[],...r]});return[...t.values()]}var Ym=4;function Xm(e){return Math.ceil(e/Math.ceil(e/Ym))}var Zm=[{aim:`Look around`,keys:[[`Move the pointer, ← ↑ ↓ →`,`decode the place there (with Shift: larger steps)`],[`Tap, drag the ring`,`the same with a finger`],[`Drag, wheel, pinch, + −`,`move the map, zoom`],[`0`,`show everything`]]},{aim:`Look at an item`,keys:[[`Click, tap, Enter`,`open the item there, or the one nearest to the crosshair`],[`Esc`,`let go of it`]]},{aim:`Filter`,keys:[[`Click in the legend`,`hide or show a class`],[`Shift + click`,`show only this class, then all`]]},{aim:`Find your way on the page`,keys:[[`Tab`,`from the map to the legend and the tools`],[`← → Home End`,`from tab to tab, on the tabs of the tools`],[`?`,`this list`]]}],Qm={id:`keys`,place:`bar`,create(e,t,n){let r=Jm([...Zm.slice(0,-1),...n.flatMap(e=>e.keys??[]),...Zm.slice(-1)]),i=()=>$m(r,e.store);return y(`?`,i),C(`button`,{class:`bar-button`,title:`Mouse, touch and keys (?)`,"aria-label":`Mouse, touch and keys`,onclick:i},u(`keys`))}};function $m(e,t){let n=()=>{i.close(),t.set({tour:0})},r=e.map(({aim:e,keys:t})=>C(`section`,{class:`aim`},C(`h3`,{},e),C(`dl`,{class:`facts keys`},...t.flatMap(([e,t])=>[C(`dt`,{},e),C(`dd`,{},t)])))),i=l(`Mouse, touch and keys`,C(`div`,{class:`aims`},...r),C(`button`,{class:`button`,onclick:n},`Show the three hints again`))}var eh={id:`legend`,place:`map`,address:xd,create(e,t){let n=C(`div`,{class:`legend-entries`}),r=C(`p`,{class:`legend-status`}),i=()=>{let t=e.attributes.find(({key:t})=>t===e.store.get().colouring);n.className=`legend-entries ${t?.kind??`none`}`,t?t.kind===`label`?rh(n,t,e):ih(n,t,e):h(n)};e.store.watch(e=>e.colouring,i),e.store.watch(e=>e.theme,i),e.store.watch(()=>e.attributes,i),e.store.watch(e=>e.hidden,()=>{ah(n,e),oh(r,e)}),e.store.watch(e=>e.only,()=>oh(r,e));let a=C(`p`,{class:`legend-status`});e.store.watch(e=>e.sampled,e=>a.textContent=e===null?``:`A sample of ${s(e)} points is drawn: this machine draws slowly.`);let o=matchMedia(`(min-width: 760px)`).matches;return C(`details`,{class:`card legend`,open:o},C(`summary`,{},`Colour and layers`),th(e),n,r,a,sh(e,Cd(e,t)))}};function th(e){let t=C(`select`,{"aria-label":`Colour points by`,onchange:()=>e.store.set({colouring:t.value})}),n=C(`label`,{class:`row`},C(`span`,{},`Colour`),t);return e.store.watch(()=>e.attributes,r=>{n.hidden=r.length===0,h(t,...r.map(({key:e,title:t,note:n})=>C(`option`,{value:e,title:n},t)),C(`option`,{value:`none`},`One colour`)),t.value=e.store.get().colouring}),e.store.watch(e=>e.colouring,e=>t.value=e),n}function nh(e,t,n,...r){let i=r=>{let{hidden:i}=n.store.get();n.store.set({hidden:r.shiftKey?Ri(i,e.key,t,e.categories.length):Li(i,e.key,t)})},a=e.categories[t],o=`${a}: ${s(e.counts[t])} items. Click to hide or show, Shift-click to show only these.`,c=n.store.get().hidden[e.key]?.includes(t)??!1;return C(`button`,{class:`entry`,"data-category":String(t),"aria-pressed":String(!c),"aria-label":`${a}, ${e.counts[t]} items`,title:o,onclick:i},...r)}function rh(e,t,n){let r=t.colours(n.store.get().theme);h(e,...t.categories.map((e,i)=>{let a=C(`span`,{class:`swatch`});return a.style.backgroundColor=I(r[i]),nh(t,i,n,a,C(`span`,{class:`entry-name`},e),C(`span`,{class:`entry-count`},s(t.counts[i])))}))}function ih(e,t,n){let r=t.colours(n.store.get().theme),i=Math.max(1,...t.counts),a=n.atlas.items.factors.find(({name:e})=>`factor:${e}`===t.key),o=t.counts.map((e,a)=>{let o=C(`span`,{class:`bar`});return o.style.height=`${Math.max(4,e/i*100)}%`,o.style.backgroundColor=I(r[a]),nh(t,a,n,o)});h(e,C(`div`,{class:`histogram`},...o),C(`div`,{class:`row quiet`},C(`span`,{},String(a?.min.toPrecision(3))),C(`span`,{},String(a?.max.toPrecision(3)))))}function ah(e,t){let n=t.store.get().hidden[t.store.get().colouring]??[];for(let t of e.querySelectorAll(`[data-category]`))t.setAttribute(`aria-pressed`,String(!n.includes(Number(t.dataset.category))))}function oh(e,t){let{hidden:n,only:r}=t.store.get(),i=t.atlas.items.count;if(Object.keys(n).length===0&&r===null)return h(e);let a=0;for(let e of t.mask())a+=e;h(e,`${s(a)} of ${s(i)} shown `,C(`button`,{class:`link`,onclick:()=>t.store.set({hidden:{},only:null})},`Show all`))}function sh(e,t){let n=C(`input`,{type:`checkbox`,onchange:()=>e.store.set({points:n.checked})});e.store.watch(e=>e.points,e=>n.checked=e);let r=C(`div`,{class:`layers`},C(`label`,{class:`row check`},n,C(`span`,{},`Items`)),t);if(e.atlas.tiles!==null){let t=C(`input`,{type:`checkbox`,onchange:()=>e.store.set({background:t.checked})}),n=C(`input`,{type:`range`,min:`0.05`,max:`1`,step:`0.05`,"aria-label":`Opacity of the decoded manifold`,oninput:()=>e.store.set({backgroundOpacity:Number(n.value),background:!0})});e.store.watch(e=>e.background,e=>t.checked=e),e.store.watch(e=>e.backgroundOpacity,e=>n.value=String(e)),r.append(C(`label`,{class:`row check`},t,C(`span`,{},`Decoded manifold`)),n)}return r}var ch=Math.sqrt(2**-23),lh=16;function uh(e,t,n){return bh(e,1-n,t,n)}function dh(e,t,n){let[r,i]=[xh(e),xh(t)];if(r===0||i===0)return uh(e,t,n);let[a,o]=[0,0];for(let n=0;n<e.length;n++){let[s,c]=[e[n]/r,t[n]/i];a+=(s-c)**2,o+=(s+c)**2}let s=2*Math.atan2(Math.sqrt(a),Math.sqrt(o));if(Math.PI-s<ch)return uh(e,t,n);let c=Math.max(0,(1-n)*r+n*i),l=e=>e*Sh(e*s)/Sh(s);return bh(e,l(1-n)*(c/r),t,l(n)*(c/i))}var fh={linear:{title:`Straight`,summary:`the straight line between the latents`,at:uh},spherical:{title:`Spherical`,summary:`along the great circle: direction and norm change evenly`,at:dh}};function ph(e){return Object.hasOwn(fh,e)}function mh(e,t,n){if(e.length===0)return[];let r=fh[t].at,i=e.slice(1).map((t,n)=>[e[n],t]),a=hh(i.map(([e,t])=>gh(r,e,t)),n-1),o=i.flatMap(([e,t],n)=>Array.from({length:a[n]},(i,o)=>({segment:n,alpha:(o+1)/a[n],latent:r(e,t,(o+1)/a[n])})));return[{segment:0,alpha:0,latent:Float32Array.from(e[0])},...o]}function hh(e,t){let n=e.map(()=>1);for(let r=t-e.length;r>0&&e.length>0;r--){let t=0;for(let r=1;r<e.length;r++)e[r]/n[r]>e[t]/n[t]&&(t=r);n[t]++}return n}function gh(e,t,n){let[r,i]=[0,t];for(let a=1;a<=lh;a++){let o=e(t,n,a/lh);r+=_h(i,o),i=o}return r}function _h(e,t){let n=0;for(let r=0;r<e.length;r++)n+=(e[r]-t[r])**2;return Math.sqrt(n)}function vh(e,t){return[(1-e)*(1-t),e*(1-t),(1-e)*t,e*t]}function yh([e,t,n,r],i){return Array.from({length:i*i},(a,o)=>{let[s,c]=[o%i/(i-1),Math.floor(o/i)/(i-1)];return uh(uh(e,n,c),uh(t,r,c),s)})}function bh(e,t,n,r){return e.map((e,i)=>t*e+r*n[i])}function xh(e){let t=0;for(let n of e)t+=n*n;return Math.sqrt(t)}function Sh(e){return e===0?1:Math.sin(e)/e}function Ch(e){return e.kind===`item`?String(e.row):e.at.map(e=>Number(e.toPrecision(7))).join(`:`)}function wh(e,t){if(/^\d+$/.test(e))return Number(e)<t?{kind:`item`,row:Number(e)}:null;let n=e.split(`:`).map(e=>e===``?NaN:Number(e));return n.length===2&&n.every(Number.isFinite)?{kind:`place`,at:[n[0],n[1]]}:null}var Th={write({route:e}){let t=[];return e.stops.length>0&&t.push([`path`,e.stops.map(Ch).join(`,`)]),e.kind!==Fi.kind&&t.push([`way`,e.kind]),e.images!==Fi.images&&t.push([`images`,String(e.images)]),t},read(e,{count:t}){let n=(e.get(`path`)??``).split(`,`).filter(e=>e!==``).map(e=>wh(e,t)).filter(e=>e!==null).slice(0,24),r=e.get(`way`)??``;return{route:{stops:n,kind:ph(r)?r:Fi.kind,images:Dh(e.get(`images`),2,64)??Fi.images}}}},Eh={write({mix:e}){let t=[];return e.corners.some(e=>e!==null)&&t.push([`mix`,e.corners.map(e=>e===null?``:Ch(e)).join(`,`)]),e.side!==Ii.side&&t.push([`side`,String(e.side)]),t},read(e,{count:t}){let n=(e.get(`mix`)??``).split(`,`),r=e=>wh(n[e]??``,t);return{mix:{corners:[r(0),r(1),r(2),r(3)],side:Dh(e.get(`side`),2,16)??Ii.side}}}};function Dh(e,t,n){let r=Number(e??NaN);return Number.isInteger(r)&&r>=t&&r<=n?r:null}var Oh=64;function kh({atlas:e}){return e.projection.name===`latent`||e.projection.inverse}function Ah(e,{row:t,at:n}){return t===null?kh(e)?{kind:`place`,at:n}:null:{kind:`item`,row:t}}function jh(e,t){return Ch(e)===Ch(t)}function Mh({columns:e},t){return t.kind===`place`?t.at:[e.positions[2*t.row],e.positions[2*t.row+1]]}function Nh({attributes:e},t){if(t.kind===`place`)return`Place ${t.at.map(e=>v(e,2)).join(`, `)}`;let n=e.find(({key:e})=>e===`label`);return`Item ${s(t.row)}${n?` · ${n.categories[n.codes[t.row]]}`:``}`}async function Ph(e,t,n){let r=t.kind===`item`?{row:t.row,id:(await e.items.text(t.row)).id}:{};return{kind:t.kind,...r,position:Mh(e,t),latent:Array.from(n)}}function Fh(e){let t=new Map;return n=>{let r=Ch(n),i=t.get(r)??Ih(e,n);t.delete(r),t.set(r,i),i.catch(()=>t.delete(r));for(let e of t.keys()){if(t.size<=Oh)break;t.delete(e)}return i}}async function Ih(e,t){if(t.kind===`place`)return{latent:await Rh(e,t.at),own:!0};let n=await e.items.latents(),r=e.atlas.items.latentDim;if(n!==null)return{latent:n.slice(t.row*r,(t.row+1)*r),own:!0};let{latent:i}=e.atlas.server?await e.items.neighbours(t.row,1):{latent:null};return i===null?{latent:await Rh(e,Mh(e,t)),own:!1}:{latent:i,own:!0}}var Lh=0;async function Rh(e,t){if(e.atlas.projection.name===`latent`)return Float32Array.from(t);if(!kh(e))throw new r(`The map, ${e.atlas.projection.name}, has no way back, and this export holds no latents: nothing can be decoded.`);return(await new Promise(n=>e.decoder.request(`stop ${++Lh}`,`positions`,Float32Array.from(t),n))).latents}var zh=14,Bh=8,Vh=3,Hh={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]};function Uh(e,t,n){let r=C(`div`,{class:`handles`});e.host.append(r);let i=[],a=[],o=()=>i.forEach(({stop:n},r)=>{let[i,o]=P(e.view,e.size,N(t.atlas.bounds,Mh(t,n)));a[r].style.transform=`translate(${i}px, ${o}px)`}),s=(r,i,a)=>{let o=ut(e.view,e.size,i),s=M(t.atlas.bounds,o),c=Ah(t,{at:s,row:a?t.grid.nearest(o,zh/2**e.view.zoom,t.mask()):null})??Ah(t,{at:s,row:t.grid.nearest(o,1/0,t.mask())});c!==null&&n.move(r,c)},c=r=>{let a=C(`button`,{class:`handle`}),o=null,c=!1,l=t=>{let n=e.host.getBoundingClientRect();return[t.clientX-n.left,t.clientY-n.top]};a.addEventListener(`pointerdown`,e=>{e.stopPropagation(),e.button===0&&([o,c]=[l(e),!1],a.setPointerCapture(e.pointerId))}),a.addEventListener(`pointermove`,e=>{if(e.stopPropagation(),o===null)return;let[t,n]=l(e);c||=Math.hypot(t-o[0],n-o[1])>Vh,c&&s(r,[t,n],!1)});let u=e=>{e.stopPropagation(),o!==null&&c&&s(r,l(e),!0),o=null};return a.addEventListener(`pointerup`,u),a.addEventListener(`pointercancel`,u),a.addEventListener(`keydown`,a=>{let o=Hh[a.key];if(o){let n=(a.shiftKey?5:1)*Bh,[c,l]=P(e.view,e.size,N(t.atlas.bounds,Mh(t,i[r].stop)));s(r,[c+o[0]*n,l+o[1]*n],!1)}else if(a.key===`Delete`||a.key===`Backspace`)n.remove(r);else return;a.preventDefault(),a.stopPropagation()}),a};return t.store.watch(e=>e.view,o),new ResizeObserver(o).observe(e.host),e=>{i=e,a.length!==e.length&&(a=e.map((e,t)=>a[t]??c(t)),h(r,...a)),e.forEach(({label:e,name:t},n)=>{a[n].textContent=e,a[n].setAttribute(`aria-label`,`${e}: ${t}. Drag or use the arrow keys to move it, Delete to remove it.`),a[n].title=t}),o()}}var Wh={depthCompare:`always`,depthWriteEnabled:!1},Gh={light:[20,24,30],dark:[245,247,250]},Kh={light:[255,255,255],dark:[10,12,16]};function qh({id:e,bounds:t,theme:n},r,i,a=1){let o=r.filter(e=>e.length>1).map(e=>e.map(e=>[...N(t,e)])),s=(t,r,i,a)=>new qo({id:`${e}-${t}`,data:o,getPath:e=>e,getColor:[...i,Math.round(255*a)],getWidth:r,widthUnits:`pixels`,capRounded:!0,jointRounded:!0,parameters:Wh,updateTriggers:{getColor:n}});return[s(`halo`,i+3,Kh[n],.75*a),s(`line`,i,Gh[n],a)]}function Jh({id:e,bounds:t,theme:n},r){return new no({id:`${e}-marker`,data:[r],getPosition:e=>[...N(t,e)],getRadius:6,getLineWidth:2.5,getFillColor:[...n===`light`?[0,97,154]:[108,192,240],255],getLineColor:[...Kh[n],255],radiusUnits:`pixels`,lineWidthUnits:`pixels`,filled:!0,stroked:!0,parameters:Wh,updateTriggers:{getFillColor:n,getLineColor:n}})}var Yh=6e4;function Xh(e,t,n){let r=URL.createObjectURL(new Blob([t],{type:n})),i=C(`a`,{href:r,download:e});document.body.append(i),i.click(),i.remove(),setTimeout(()=>URL.revokeObjectURL(r),Yh)}function Zh(e,t){Xh(e,`${JSON.stringify(t,null,1)}\n`,`application/json`)}async function Qh(e,{rgba:t,width:n,height:r}){let i=new OffscreenCanvas(n,r);i.getContext(`2d`)?.putImageData(new ImageData(t,n,r),0,0),Xh(e,await i.convertToBlob({type:`image/png`}),`image/png`)}var $h=112;function eg({width:e,height:t}){return Math.max(1,Math.round($h/Math.max(e,t)))}function tg({rgba:e,width:t,height:n},r){let[i,a]=[new Uint32Array(e.buffer,e.byteOffset,t*n),t*r],o=new Uint32Array(a*n*r);for(let e=0;e<n*r;e++){let n=Math.floor(e/r)*t;for(let t=0;t<a;t++)o[e*a+t]=i[n+Math.floor(t/r)]}return{rgba:new Uint8ClampedArray(o.buffer),width:a,height:n*r}}function ng(e,t,n){let{width:r,height:i}=e[0],a=Math.ceil(e.length/t),[o,s]=[t*(r+n)-n,a*(i+n)-n],c=new Uint8ClampedArray(o*s*4).fill(255);return e.forEach((e,a)=>{let s=a%t*(r+n),l=Math.floor(a/t)*(i+n);for(let t=0;t<i;t++)c.set(e.rgba.subarray(4*t*r,4*(t+1)*r),4*((l+t)*o+s))}),{rgba:c,width:o,height:s}}function rg(e){let t=Array.from({length:e},(e,t)=>t);return[...t,...t.slice(1,-1).reverse()]}function ig(e){return C(`div`,{class:`save`},C(`span`,{class:`quiet`,"aria-hidden":`true`},`Save`),...e.map(({title:e,hint:t,write:n})=>C(`button`,{class:`button`,title:t,"aria-label":`Save ${e}: ${t}`,onclick:()=>void n().catch(e=>g(`Not saved: ${e instanceof Error?e.message:String(e)}`,8))},e)))}var ag=[{letter:`A`,name:`top left`},{letter:`B`,name:`top right`},{letter:`C`,name:`bottom left`},{letter:`D`,name:`bottom right`}];function og(e,t){let n=C(`div`,{class:`slots`,role:`group`,"aria-label":`Corners`}),{width:r,height:i}=e.atlas.image,a=null,o=()=>e.store.get().mix.corners,s=()=>a??(o().includes(null)?o().indexOf(null):null),c=(n,a)=>{let{letter:c,name:l}=ag[a],f=C(`canvas`,{class:q(e.atlas),width:r,height:i,"aria-hidden":`true`});n?.kind===`item`?e.items.drawThumbnail(n.row,f).catch(e=>g(e.message,8)):n!==null&&kh(e)&&e.decoder.request(`corner ${a}`,`positions`,Float32Array.from(Mh(e,n)),e=>z(f,e));let p=n===null?`Click on the map`:Nh(e,n);return C(`div`,{class:`slot`},C(`button`,{class:`slot-pick`,"data-corner":c,"aria-pressed":String(s()===a),"aria-label":`Corner ${c}, ${l}: ${p}. Press to pick it with the next click on the map.`,onclick:()=>d(a)},C(`span`,{class:`stop-number`},c),C(`span`,{class:`stop-picture`},n===null?null:f),C(`span`,{class:`stop-name`},...p.split(` · `).map(e=>C(`span`,{},e)))),n===null?null:C(`button`,{class:`small-button`,"aria-label":`Clear corner ${c}`,title:`Clear corner ${c}`,onclick:()=>t(sg(o(),a,null))},u(`close`)))},l=()=>{let e=document.activeElement?.dataset.corner;h(n,...o().map(c)),e!==void 0&&document.activeElement===document.body&&n.querySelector(`[data-corner="${e}"]`)?.focus()},d=e=>{a=e,l()};return e.store.watch(e=>e.mix.corners,l),{element:n,next:s,mark:d}}function sg([e,t,n,r],i,a){return[i===0?a:e,i===1?a:t,i===2?a:n,i===3?a:r]}var cg={ArrowLeft:[-1,0],ArrowRight:[1,0],ArrowUp:[0,-1],ArrowDown:[0,1]};function lg(e,t,n){let{width:r,height:i}=e.atlas.image,a=C(`canvas`,{class:q(e.atlas),"data-decoded":`mix`,width:r,height:i}),o=C(`div`,{class:`mix-cursor`,"aria-hidden":`true`}),s=C(`p`,{class:`visually-hidden`,"aria-live":`polite`}),c=C(`div`,{class:`mix-grid`,tabIndex:0,role:`img`,"aria-label":`Decoded grid between the four corners. Arrow keys go from image to image.`},a,o),l=C(`canvas`,{class:q(e.atlas),"data-decoded":`mix-cell`,width:r,height:i,role:`img`,"aria-label":`The image of the grid that is pointed at`}),u=C(`dl`,{class:`facts shares`}),d=0,f=[],p=e=>{d=e;let{side:r,cells:i}=t;if(i[e]===void 0)return;let{decoded:a,weights:c}=i[e];a!==null&&z(l,a);let f=c.map(e=>`${x(100*e,3)} %`);h(u,...ag.flatMap(({letter:e,name:t},n)=>[C(`dt`,{title:t},e),C(`dd`,{},f[n])])),o.style.width=o.style.height=`${100/r}%`,o.style.left=`${e%r*100/r}%`,o.style.top=`${100*Math.floor(e/r)/r}%`,s.textContent=`Row ${Math.floor(e/r)+1}, column ${e%r+1}: ${ag.map(({letter:e},t)=>`${e} ${f[t]}`).join(`, `)}`,n()};return t.onchange(()=>{let{side:e,cells:n}=t;(a.width!==e*r||a.height!==e*i||f.length!==n.length)&&(Object.assign(a,{width:Math.max(1,e*r),height:Math.max(1,e*i)}),f=n.map(()=>null));let o=a.getContext(`2d`);n.forEach(({decoded:t},n)=>{t!==null&&t!==f[n]&&(o?.putImageData(new ImageData(t.rgba,r,i),n%e*r,Math.floor(n/e)*i),f[n]=t)}),p(Math.min(d,Math.max(0,n.length-1)))}),c.addEventListener(`pointermove`,e=>{let n=c.getBoundingClientRect(),r=e=>Math.min(t.side-1,Math.max(0,Math.floor(e*t.side))),i=r((e.clientY-n.top)/n.height)*t.side+r((e.clientX-n.left)/n.width);i!==d&&p(i)}),c.addEventListener(`keydown`,e=>{let n=cg[e.key];if(n===void 0)return;e.preventDefault();let[r,i]=[d%t.side+n[0],Math.floor(d/t.side)+n[1]];r>=0&&i>=0&&r<t.side&&i<t.side&&p(i*t.side+r)}),{element:C(`div`,{class:`mixed`},c,C(`div`,{class:`large`},C(`div`,{},l),C(`div`,{},C(`p`,{class:`big-number`},`Shares of the corners`),u)),s),cell:()=>d}}function ug(){let e=[],t=!1;return{listen:t=>void e.push(t),tell(){t||(t=!0,requestAnimationFrame(()=>{t=!1;for(let t of e)t()}))}}}var dg=class{app;cells=[];side=0;latents=[];fromPlaces=!1;changes=ug();onchange=this.changes.listen;version=0;constructor(e,t){this.app=e;let n=Fh(e),r=null,i=()=>{let{mix:i,tool:a}=e.store.get();a===t&&i!==r&&(r=i,this.go(i,n).catch(e=>g(e instanceof Error?e.message:String(e),8)))};e.store.watch(e=>e.mix,i),e.store.watch(e=>e.tool,i)}get complete(){return this.cells.length>0&&this.cells.every(({decoded:e})=>e!==null)}lines(){let{side:e,cells:t}=this,n=Array.from({length:e},(e,t)=>t);return[...n.map(r=>n.map(n=>t[r*e+n].at)),...n.map(r=>n.map(n=>t[n*e+r].at))]}async go({corners:e,side:t},n){let r=++this.version,i=fg(e),a=await Promise.all((i??[]).map(n));r===this.version&&(this.side=i===null?0:t,this.latents=a.map(({latent:e})=>e),this.fromPlaces=a.some(({own:e})=>!e),this.cells=i===null?[]:this.cellsOf(i,a.map(({latent:e})=>e),t),this.changes.tell(),this.app.decoder.sequence(`mix`,`latents`,this.cells.map(({latent:e})=>e),(e,t)=>{let n=t.landing===null?this.cells[e].at:[t.landing[0],t.landing[1]];this.cells=this.cells.with(e,{...this.cells[e],decoded:t,at:n}),this.changes.tell()}))}cellsOf(e,t,n){let r=e.map(e=>Mh(this.app,e));return yh(t,n).map((e,t)=>{let i=vh(t%n/(n-1),Math.floor(t/n)/(n-1)),a=e=>i.reduce((t,n,i)=>t+n*r[i][e],0);return{latent:e,weights:i,at:this.app.atlas.projection.name===`latent`?[e[0],e[1]]:[a(0),a(1)],decoded:null}})}};function fg([e,t,n,r]){return e!==null&&t!==null&&n!==null&&r!==null?[e,t,n,r]:null}var pg=`mix`,mg={id:pg,place:`tool`,decodes:!0,title:`Mix`,address:Eh,create(e,t){let n=new dg(e,pg),r=t=>e.store.set({mix:{...e.store.get().mix,...t}}),i=og(e,e=>r({corners:e})),a=lg(e,n,()=>t.redraw());hg(e,t,i,r),t.addLayers(()=>{let{tool:t,theme:r}=e.store.get();if(t!==pg||n.cells.length===0)return[];let i={id:pg,bounds:e.atlas.bounds,theme:r};return[...qh(i,n.lines(),1.25,.8),Jh(i,(n.cells[a.cell()]??n.cells[0]).at)]});let o=C(`p`,{class:`quiet`}),s=C(`button`,{class:`link`,hidden:!0,onclick:()=>r({corners:Ii.corners})},`Clear`);e.store.watch(e=>e.mix.corners,t=>{let n=t.filter(e=>e===null).length;o.textContent=n>0?`Click ${n===4?`four`:`${n} more`} ${kh(e)?`points or places`:`points`} on the map: the images between them are decoded.`:``,s.hidden=n===4});let c=C(`p`,{class:`quiet`,hidden:!0},`This export holds no latents: the items’ are those that their places on the map lead to.`),l=C(`div`,{hidden:!0},gg(e,r),a.element,c,_g(e,n));return n.onchange(()=>{l.hidden=n.cells.length===0,c.hidden=!n.fromPlaces,t.redraw()}),C(`section`,{class:`mix`,"aria-label":`Mix four`},C(`header`,{},C(`h2`,{},`Mix four`),s),o,i.element,l)}};function hg(e,t,n,r){let i=()=>e.store.get().mix.corners;e.onclick(pg,t=>{let a=n.next(),o=Ah(e,t);return a===null?g(`All four corners are picked: press one in the list to pick it anew, or drag it on the map.`,5):o===null?g(`This map has no way back: click an item.`):(n.mark(null),r({corners:sg(i(),a,o)})),!0});let a=()=>i().flatMap((e,t)=>e===null?[]:[{corner:t,stop:e}]),o=Uh(t,e,{move:(e,t)=>r({corners:sg(i(),a()[e].corner,t)}),remove:e=>r({corners:sg(i(),a()[e].corner,null)})}),s=()=>e.store.get().tool===pg,c=()=>{o(s()?a().map(({corner:t,stop:n})=>({label:ag[t].letter,name:Nh(e,n),stop:n})):[]),t.redraw()};e.store.watch(i,c),e.store.watch(s,c)}function gg(e,t){let n=C(`output`,{}),r=C(`input`,{type:`range`,min:`2`,max:`16`,step:`1`,"aria-label":`Images on a side of the grid`,oninput:()=>t({side:Number(r.value)})});return e.store.watch(e=>e.mix.side,e=>{r.value=String(e),n.textContent=`${e} × ${e}`}),C(`label`,{class:`row`},r,n)}function _g(e,t){let n=`${e.atlas.name}-mix`;return ig([{title:`PNG`,hint:`the grid, every pixel enlarged by a whole factor`,write:async()=>{if(!t.complete)throw Error(`the images are not decoded yet.`);let e=t.cells.flatMap(({decoded:e})=>e===null?[]:[e]),r=eg(e[0]);await Qh(`${n}.png`,ng(e.map(e=>tg(e,r)),t.side,0))}},{title:`JSON`,hint:`corners and latents, enough to mix them again in Python`,write:async()=>Zh(`${n}.json`,await vg(e,t))}])}async function vg(e,t){let n=e.store.get().mix.corners.map((n,r)=>n&&Ph(e,n,t.latents[r]));return{format:`latlas mix 1`,atlas:e.atlas.name,model:e.atlas.model.name,corners:await Promise.all(n),side:t.side,images:t.cells.map(({latent:e,weights:t,at:n})=>({weights:t,position:n,latent:Array.from(e)}))}}function yg(e){let t=C(`p`,{class:`undo`,role:`status`}),n=C(`div`,{class:`naming`}),r=t=>e.store.set({work:t(e.store.get().work)});return{app:e,undo:t,form:n,change:r,takeAway(e,n,i){r(n),h(t,C(`span`,{},e),C(`button`,{class:`link`,onclick:()=>{r(i),h(t)}},`Undo`))}}}function bg(e,t,n,r){let i=C(`input`,{type:`text`,class:`field`,"aria-label":`Name`,value:n.name,maxlength:`120`,required:!0}),a=C(`textarea`,{class:`field`,"aria-label":`Note`,placeholder:`Note (may stay empty)`,rows:2},n.note),o=()=>h(e.form),s=e=>{e.preventDefault(),o(),r(i.value.trim()||n.name,a.value.trim())},c=C(`div`,{class:`row`},C(`button`,{class:`button strong`,type:`submit`},`Keep`),C(`button`,{class:`button`,type:`button`,onclick:o},`Cancel`)),l=C(`form`,{class:`card-form`,"aria-label":t,onsubmit:s,onkeydown:e=>e.key===`Escape`&&o()},C(`h3`,{},t),i,a,c);h(e.form,l),l.scrollIntoView({block:`nearest`}),i.focus(),i.select()}var X=class extends Error{},xg=/^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/,Sg=/^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/,Cg=[`,`,`;`,`	`];function wg(e){return xg.test(e)?`'${e}`:e}function Tg(e){return Sg.test(e)?e.slice(1):e}function Eg(e){return e.map(e=>`${e.map(Dg).join(`,`)}\r\n`).join(``)}function Dg(e){return/[",;\t\r\n]|^\s|\s$/.test(e)?`"${e.replaceAll(`"`,`""`)}"`:e}function Og(e){let t=e.slice(0,e.search(/[\r\n]|$/)),n=Cg.toSorted((e,n)=>t.split(n).length-t.split(e).length)[0],r=[],[i,a]=[0,1];for(;i<e.length;){let t=a,o=[];for(let t=!0;t;){let{cell:r,end:s}=e[i]===`"`?Ag(e,i,a):kg(e,i,n);if(a+=e.slice(i,s).match(/\r\n|\r|\n/g)?.length??0,o.push(r),t=e[s]===n,!t&&s<e.length&&e[s]!==`\r`&&e[s]!==`
`)throw new X(`Line ${a} of this file has text after a closing quote.`);i=s+ +!!t}e.startsWith(`\r
`,i)?i+=2:i+=1,a+=1,(o.length>1||o[0]!==``)&&r.push({line:t,cells:o})}return r}function kg(e,t,n){let r=t;for(;r<e.length&&e[r]!==n&&e[r]!==`\r`&&e[r]!==`
`;)r++;return{cell:e.slice(t,r),end:r}}function Ag(e,t,n){let r=e.indexOf(`"`,t+1);for(;r!==-1&&e[r+1]===`"`;)r=e.indexOf(`"`,r+2);if(r===-1)throw new X(`The quote that is opened in line ${n} of this file is never closed.`);return{cell:e.slice(t+1,r).replaceAll(`""`,`"`),end:r+1}}var jg=`latlas notes`,Mg=[`id`,`row`,`tags`,`note`,`label`];function Ng(e){let t=e.map(({id:e,row:t,tags:n,note:r,label:i})=>[e,String(t??``),n.join(`; `),r,i??``].map(wg));return Eg([[...Mg],...t])}function Pg({atlas:e,items:t,selections:n,places:r,views:i}){let a=n.map(({name:e,note:t,items:n})=>({name:e,note:t,ids:n.map(({id:e})=>e),rows:n.map(({row:e})=>e)}));return`${JSON.stringify({format:jg,version:1,atlas:e,items:t,selections:a,places:r,views:i},null,1)}\n`}function Fg(e){let t=e.replace(/^\uFEFF/,``);return/^\s*[{[]/.test(t)?Rg(t):Ig(t)}function Ig(e){let[t,...n]=Og(e);if(!t?.cells.includes(`id`))throw new X(`This is no file of notes: its first line names no column “id”. It should be id,row,tags,note,label.`);if(!t.cells.includes(`tags`)&&!t.cells.includes(`note`))throw new X(`This file of notes has neither a column “tags” nor a column “note”.`);return{atlas:null,items:n.map(({line:e,cells:n})=>{if(n.length!==t.cells.length)throw new X(`Line ${e} of this file has ${n.length} cells, its first line has ${t.cells.length}.`);let r=e=>{let r=t.cells.indexOf(e);return r===-1?null:Tg(n[r])};return{id:r(`id`)??``,row:Lg(r(`row`),e),tags:Vr(r(`tags`)??``),note:r(`note`)??``,label:r(`label`)}}),selections:[],places:[],views:[]}}function Lg(e,t){if(e===null||e===``)return null;if(!/^\d{1,15}$/.test(e))throw new X(`The row in line ${t} of this file is no whole number: “${e}”.`);return Number(e)}function Rg(e){let t;try{t=JSON.parse(e)}catch{throw new X(`This file is damaged: it begins like JSON and is none.`)}let n=Ug(t,`the file`);if(n.format!==`latlas notes`)throw new X(`This is no file of notes: “format” is not “${jg}”.`);if(n.version!==1)throw new X(`These notes have version ${String(n.version)}; this page reads version 1. Use a newer latlas.`);return{atlas:n.atlas===null||n.atlas===void 0?null:Ug(n.atlas,`atlas`),items:Wg(n.items,`items`).map((e,t)=>zg(Ug(e,`items[${t}]`),`items[${t}]`)),selections:Wg(n.selections,`selections`).map((e,t)=>Bg(Ug(e,`selections[${t}]`),`selections[${t}]`)),places:Wg(n.places,`places`).map((e,t)=>Vg(Ug(e,`places[${t}]`),`places[${t}]`)),views:Wg(n.views,`views`).map((e,t)=>{let n=Ug(e,`views[${t}]`);return{...Hg(n,`views[${t}]`),address:Z(n.address,`views[${t}].address`).replace(/^#/,``)}})}}function zg(e,t){let n=Wg(e.tags??[],`${t}.tags`).flatMap(e=>Vr(Z(e,`${t}.tags`))),r=e.label===null||e.label===void 0?null:Z(e.label,`${t}.label`);return{id:Z(e.id,`${t}.id`),row:Gg(e.row,`${t}.row`),tags:[...new Set(n)],note:Z(e.note??``,`${t}.note`),label:r}}function Bg(e,t){let n=e.rows===void 0?[]:Wg(e.rows,`${t}.rows`),r=Wg(e.ids,`${t}.ids`).map((e,r)=>({id:Z(e,`${t}.ids`),row:Gg(n[r],`${t}.rows`)}));return{...Hg(e,t),items:r}}function Vg(e,t){let n=Wg(e.at,`${t}.at`);return n.length===2&&n.every(Number.isFinite)||Kg(`${t}.at`,`two numbers`),{...Hg(e,t),at:n}}function Hg(e,t){return{name:Z(e.name,`${t}.name`),note:Z(e.note??``,`${t}.note`)}}function Ug(e,t){return(typeof e!=`object`||!e||Array.isArray(e))&&Kg(t,`an object`),e}function Wg(e,t){return Array.isArray(e)?e:Kg(t,`a list`)}function Z(e,t){return typeof e==`string`?e:Kg(t,`a text`)}function Gg(e,t){return e==null?null:Number.isSafeInteger(e)&&e>=0?e:Kg(t,`a whole number`)}function Kg(e,t){throw new X(`These notes are damaged: ${e} is not ${t}.`)}var qg=8192;async function Jg(e,t){let n=[];for(let r=0;r<e.length;r+=qg){let i=Array.from({length:Math.min(qg,e.length-r)},(n,i)=>t(e[r+i]));for(let e of await Promise.all(i))n.push(e)}return n}async function Yg(e,t,n){let r=new Map,i=e.filter(({row:e})=>e!==null&&e<t),a=await Jg(i.map(({row:e})=>e),n);i.forEach(({id:e,row:t},n)=>a[n]===e&&r.set(e,t));let o=new Set(e.map(({id:e})=>e).filter(e=>!r.has(e)));for(let e=0;e<t&&o.size>0;e+=qg){let i=Array.from({length:Math.min(qg,t-e)},(t,n)=>e+n);(await Jg(i,n)).forEach((e,t)=>o.delete(e)&&r.set(e,i[t]))}return r}function Xg(e){let t=new Map;for(let n of[...e.items,...e.selections.flatMap(e=>e.items)])t.has(n.id)&&n.row===null||t.set(n.id,n);return[...t.values()]}function Zg(e,t,n){let r=e=>Lr(e.map(({id:e})=>n(e)).filter(e=>e!==void 0)),i=new Map,a=new Map(e.notes);for(let e of t.items){for(let t of e.tags){let n=i.get(t);n?n.push(e):i.set(t,[e])}let t=n(e.id);t!==void 0&&e.note.trim()!==``&&a.set(t,e_(a.get(t)??``,e.note))}let o={...e,notes:a};for(let[e,t]of i)o=Hr(o,e,r(t));let s=t.selections.map(({name:e,note:t,items:n})=>({kind:`selection`,name:e,note:t,rows:r(n)})),c=s.filter(({rows:e})=>e.length>0),l=[...c,...t.places.map(e=>({kind:`place`,...e})),...t.views.map(e=>({kind:`view`,...e}))];for(let e of l)o=Qg(o,e);let u=Xg(t),d=u.filter(({id:e})=>n(e)!==void 0).length;return{work:o,report:{items:d,missing:u.length-d,named:l.length,empty:s.length-c.length}}}function Qg(e,t){let n=e.kept.find(e=>e.name===t.name&&$g(e)===$g(t));return n?qr(e,n,n.name,e_(n.note,t.note)):Kr(e,t)}function $g(e){return e.kind===`selection`?`selection ${Rr(e.rows)}`:e.kind===`place`?`place ${e.at.join(` `)}`:`view ${e.address}`}function e_(e,t){return e.includes(t)?e:t.includes(e)?t:`${e}\n${t}`}function t_({items:e,missing:t,named:n,empty:r}){let i=(e,t,n)=>`${e} ${e===1?t:n}`;return`Read notes on ${i(e,`item`,`items`)} and ${i(n,`named thing`,`named things`)}.`+(t===0?``:` ${i(t,`item is`,`items are`)} not in this atlas and left out.`)+(r===0?``:` ${i(r,`selection has`,`selections have`)} no item in this atlas.`)}var n_=268435456;function r_(e){let{app:t}=e,n=C(`p`,{class:`quiet`,role:`status`}),r=e=>()=>{h(n,`Working …`),e().then(e=>h(n,e),e=>h(n,`${e instanceof Error?e.message:String(e)}${e instanceof X?` Nothing was changed.`:``}`))},i=C(`input`,{type:`file`,accept:`.csv,.json,text/csv,application/json`,"aria-label":`Notes to read`,tabIndex:-1,class:`unseen`}),a=r(async()=>{let t=i.files?.[0];if(i.value=``,!t)return``;if(t.size>n_)throw new X(`This file has more than 256 MiB; it cannot be read here.`);return l_(e,Fg(await t.text()))});i.addEventListener(`change`,a);let o=(e,t,n)=>C(`button`,{class:`button`,title:t,onclick:n},e);return C(`div`,{class:`files`},C(`h3`,{},`Files`),C(`div`,{class:`buttons`},o(`Save CSV`,`A table of the items with tags or notes, for spreadsheets and pandas`,r(()=>i_(t))),o(`Save JSON`,`All of it: items, selections, places and views`,r(()=>a_(t))),C(`button`,{class:`button`,title:`Adds the notes of a CSV or JSON file to yours`,onclick:()=>i.click()},u(`file`),`Read a file`),i),n)}async function i_(e){let t=await c_(e);return t.length===0?`No item has a tag or a note yet.`:(u_(e,`csv`,`text/csv`,Ng(t)),`Saved ${t.length} ${t.length===1?`item`:`items`} as CSV.`)}async function a_(e){let{kept:t}=e.store.get().work,{name:n,model:r}=e.atlas,i=await c_(e),a=[];for(let n of t)n.kind===`selection`&&a.push({name:n.name,note:n.note,items:await s_(e,n.rows)});let o=t.flatMap(e=>e.kind===`place`?{name:e.name,note:e.note,at:e.at}:[]),s=t.flatMap(e=>e.kind===`view`?{name:e.name,note:e.note,address:e.address}:[]);return u_(e,`json`,`application/json`,Pg({atlas:{name:n,data_fingerprint:r.fingerprint,weights:r.weights},items:i,selections:a,places:o,views:s})),`Saved notes on ${i.length} ${i.length===1?`item`:`items`} and ${t.length} named ${t.length===1?`thing`:`things`} as JSON.`}var o_=e=>async t=>(await e.items.text(t)).id;async function s_(e,t){return(await Jg(t,o_(e))).map((e,n)=>({id:e,row:t[n]}))}async function c_(e){let{work:t}=e.store.get(),n=e.attributes.find(({key:e})=>e===`label`);return(await s_(e,Zr(t))).map(({id:e,row:r})=>({id:e,row:r,tags:t.tags.filter(e=>Ir(e.rows,r)).map(e=>e.name),note:t.notes.get(r)??``,label:n?n.categories[n.codes[r]]:null}))}async function l_(e,t){let{app:n}=e,r=await Yg(Xg(t),n.atlas.items.count,o_(n)),{work:i,report:a}=Zg(n.store.get().work,t,e=>r.get(e));return n.store.set({work:i}),t_(a)}function u_(e,t,n,r){let i=e.atlas.name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu,`-`).replace(/^-|-$/g,``)||`atlas`,a=URL.createObjectURL(new Blob([r],{type:n}));C(`a`,{href:a,download:`${i}-notes.${t}`}).click(),setTimeout(()=>URL.revokeObjectURL(a),1e4),g(`Saved.`)}function d_(e){let{store:t}=e.app,n=()=>t.get().selected===null?[]:[t.get().selected],r=C(`h2`,{}),i=C(`textarea`,{class:`field`,placeholder:`Note on this item`,rows:2});i.addEventListener(`input`,()=>{let{selected:n}=t.get();n!==null&&e.change(e=>Gr(e,n,i.value))});let a=C(`div`,{class:`written`},r,p_(e,n,`the item`),i),o=()=>{let{selected:e,work:n}=t.get();if(a.hidden=e===null,e===null)return;r.textContent=`Item ${s(e)}`,i.setAttribute(`aria-label`,`Note on item ${e}`);let o=n.notes.get(e)??``;i.value!==o&&(i.value=o)};return t.watch(e=>e.selected,o),t.watch(e=>e.work.notes,o),a}function f_(e){let{store:t}=e.app,n=C(`h2`,{}),r=C(`div`,{class:`written`},C(`header`,{},n,C(`button`,{class:`link`,onclick:()=>{let n=Uint32Array.from(t.get().selection);bg(e,`Keep this selection`,{name:Yr(t.get().work,`selection`),note:``},(t,r)=>e.change(e=>Kr(e,{kind:`selection`,name:t,note:r,rows:n})))}},`Keep it`)),p_(e,()=>t.get().selection,`the selection`));return t.watch(e=>e.selection,e=>{r.hidden=e.length===0,n.textContent=`Selection of ${s(e.length)} ${e.length===1?`item`:`items`}`}),r}function p_(e,t,n){let{app:r}=e,i=C(`ul`,{class:`chips`,"aria-label":`Tags of ${n}`}),a=C(`input`,{type:`text`,class:`field`,placeholder:`Add a tag`,"aria-label":`Add a tag to ${n}`,list:`known-tags`,maxlength:`60`,autocomplete:`off`}),o=n=>{n.preventDefault();let r=Vr(a.value);a.value=``,e.change(e=>r.reduce((e,n)=>Hr(e,n,t()),e))},s=()=>h(i,...m_(e,t()));return r.store.watch(e=>e.work.tags,s),r.store.watch(e=>e.selected,s),r.store.watch(e=>e.selection,s),r.store.watch(e=>e.theme,s),C(`div`,{},i,C(`form`,{class:`inline`,onsubmit:o},a,C(`button`,{class:`button`,type:`submit`},`Add`)))}function m_(e,t){return e.app.store.get().work.tags.flatMap(({name:n,rows:r},i)=>{let a=Pr(r,t);if(a.length===0)return[];let o=()=>e.takeAway(`Took “${n}” off ${s(a.length)} ${a.length===1?`item`:`items`}. `,e=>Ur(e,n,a),e=>Hr(e,n,a)),c=a.length===t.length?null:C(`span`,{class:`quiet`},`${s(a.length)} of ${s(t.length)}`);return C(`li`,{class:`chip`},h_(e,i),C(`span`,{class:`chip-name`},n),c,C(`button`,{class:`chip-off`,"aria-label":`Take the tag ${n} off`,title:`Take this tag off`,onclick:o},u(`close`)))})}function h_({app:e},t){let{theme:n}=e.store.get(),r=e.attributes.find(({key:e})=>e===`tag`)?.colours(n),i=C(`span`,{class:`swatch`});return i.style.backgroundColor=I(r?.[Er+t]??He[n]),i}function g_(e){let{store:t}=e.app,n=C(`ul`,{class:`kept-list`}),r=C(`button`,{class:`link`,onclick:()=>t.set({colouring:`tag`})},`Colour the map by tags`),i=C(`datalist`,{id:`known-tags`}),a=C(`div`,{class:`tag-list`},C(`header`,{},C(`h3`,{},`Tags`),r),n,i),o=()=>{let{tags:r}=t.get().work;a.hidden=r.length===0,h(i,...r.map(({name:e})=>C(`option`,{value:e}))),h(n,...r.map((t,n)=>__(e,t,n)))};return t.watch(e=>e.work.tags,o),t.watch(e=>e.theme,o),t.watch(e=>e.colouring,e=>r.hidden=e===`tag`),a}function __(e,{name:t,rows:n},r){let{store:i}=e.app;return w_(t,`Choose the items with the tag ${t}`,h_(e,r),s(n.length),``,()=>i.set({selection:[...n],...n.length===1?{selected:n[0]}:{}}),()=>v_(e,t),()=>e.takeAway(`Deleted the tag “${t}”. `,e=>Ur(e,t,n),e=>Hr(e,t,n)))}function v_(e,t){let n=C(`input`,{type:`text`,class:`field`,"aria-label":`New name of the tag ${t}`,value:t,maxlength:`60`});h(e.form,C(`form`,{class:`inline`,onsubmit:r=>{r.preventDefault();let[i]=Vr(n.value);h(e.form),i!==void 0&&e.change(e=>Wr(e,t,i))},onkeydown:t=>t.key===`Escape`&&h(e.form)},n,C(`button`,{class:`button strong`,type:`submit`},`Rename`))),n.focus(),n.select()}var y_={place:`Places`,view:`Views`,selection:`Selections`};function b_(e,t){let n=C(`div`,{});return e.app.store.watch(e=>e.work.kept,r=>{let i=Object.keys(y_).filter(e=>r.some(t=>t.kind===e));h(n,...i.flatMap(n=>[C(`h3`,{},y_[n]),C(`ul`,{class:`kept-list`},...r.filter(e=>e.kind===n).map(n=>x_(e,t,n)))]))}),n}function x_(e,t,n){return w_(n.name,`Go to ${n.name}`,u(n.kind),S_(n),n.note,()=>C_(e,t,n),()=>bg(e,`Rename “${n.name}”`,n,(t,r)=>e.change(e=>qr(e,n,t,r))),()=>{let t=e.app.store.get().work.kept.indexOf(n);e.takeAway(`Deleted “${n.name}”. `,e=>Jr(e,n),e=>Kr(e,n,t))})}function S_(e){return e.kind===`place`?e.at.map(e=>v(e,2)).join(`, `):e.kind===`selection`?`${s(e.rows.length)} ${e.rows.length===1?`item`:`items`}`:``}function C_({app:e},t,n){if(n.kind===`view`)location.hash=n.address;else if(n.kind===`selection`)e.store.set({selection:[...n.rows]});else{let[r,i]=N(e.atlas.bounds,n.at).map(e=>Math.min(384,Math.max(-128,e)));e.store.set({probe:M(e.atlas.bounds,[r,i])}),t.glide({...t.view,x:r,y:i})}}function w_(e,t,n,r,i,a,o,s){return C(`li`,{class:`kept`},C(`button`,{class:`kept-name`,title:t,onclick:a},n,C(`span`,{class:`entry-name`},e),r===``?null:C(`span`,{class:`entry-count`},r)),C(`button`,{class:`icon-button small`,"aria-label":`Rename ${e}`,title:`Rename`,onclick:o},u(`edit`)),C(`button`,{class:`icon-button small`,"aria-label":`Delete ${e}`,title:`Delete`,onclick:s},u(`bin`)),i===``?null:C(`p`,{class:`kept-note quiet`},i))}var T_=200;function E_(e,t,n){let r=C(`div`,{class:`place-names`,"aria-hidden":`true`});t.host.append(r);let i=[],a=()=>{for(let[{at:n},r]of i){let[i,a]=P(t.view,t.size,N(e.atlas.bounds,n));r.style.transform=`translate(${i}px, ${a}px)`,r.hidden=i<0||a<0||i>t.size.width||a>t.size.height}};e.store.watch(e=>e.work.kept,e=>{i=e.filter(e=>e.kind===`place`).slice(0,T_).map(e=>[e,C(`span`,{class:`place-name`},C(`span`,{},e.name))]),h(r,...i.map(([,e])=>e)),a()}),e.store.watch(e=>e.view,a),e.store.watch(e=>e.tool,e=>r.hidden=e!==n),new ResizeObserver(a).observe(t.host)}var D_=5e4;function O_(e,t){let n=[];e.store.watch(e=>e.work.tags,e=>{let t=Zr({tags:e,notes:new Map,kept:[]});n=t.length>D_?[]:[...t]}),t.addLayers(()=>{let{colouring:r,theme:i,points:a}=e.store.get(),o=e.attributes.find(({key:e})=>e===`tag`);if(!o||r!==`tag`||!a||t.host.dataset.drawn===`thumbnails`)return[];let{radius:s}=le(e.atlas.items.count,t.view,t.size),c=o.colours(i),l=e.mask();return[new no({id:`tagged`,data:n,getPosition:t=>[e.world[2*t],e.world[2*t+1]],getRadius:e=>l[e]===0||o.codes[e]===wr?0:s+1,getFillColor:e=>[...c[o.codes[e]]],radiusUnits:`pixels`,parameters:{depthCompare:`always`,depthWriteEnabled:!1},updateTriggers:{getRadius:[l,s],getFillColor:[o,i]}})]})}var Q=`notes`,k_={id:Q,place:`tool`,title:`Notes`,keys:{aim:`Keep what you found`,keys:[[`T`,`tag the item or the selection`],[`N`,`name the place under the pointer or the crosshair`],[`V`,`name the view, with the path or whatever tool is open`],[`Click beside the points`,`name a place, while the notes are open`]]},create(e,t){let n=yg(e),{store:r}=e,i=C(`p`,{class:`quiet`},`Click a point to tag it and to write about it. Click beside the points to name a place.`),a=C(`p`,{class:`quiet keeping`},`Kept in this browser. Save a file to keep them elsewhere.`),o=C(`section`,{class:`notes`,"aria-label":`Notes`},i,d_(n),f_(n),C(`div`,{class:`buttons`},C(`button`,{class:`button`,title:`The place of the crosshair (N)`,onclick:()=>A_(n)},u(`place`),`Name place`),C(`button`,{class:`button`,title:`What is shown now, with the tool that was open before, such as a path (V)`,onclick:()=>j_(n,s)},u(`view`),`Name view`)),n.form,n.undo,g_(n),b_(n,t),r_(n),a),s=Q;r.watch(e=>e.tool,e=>{e!==Q&&(s=e)});let c=()=>i.hidden=r.get().selected!==null||r.get().selection.length>0;return r.watch(e=>e.selected,c),r.watch(e=>e.selection,c),r.watch(e=>e.work,e=>a.hidden=Xr(e)),E_(e,t,Q),O_(e,t),e.onclick(Q,({at:e,row:t})=>(t===null&&A_(n,e),t===null)),y(`n`,()=>(r.set({tool:Q}),A_(n))),y(`v`,()=>{let{tool:e}=r.get();r.set({tool:Q}),j_(n,e)}),y(`t`,()=>{r.set({tool:Q}),o.querySelector(`.written:not([hidden]) input`)?.focus()}),o}};function A_(e,t=e.app.store.get().probe){if(t===null)return;let{axes:n}=e.app.atlas.projection;bg(e,`Name this place (${t.map((e,t)=>`${n[t]} ${v(e,2)}`).join(`, `)})`,{name:Yr(e.app.store.get().work,`place`),note:``},(n,r)=>e.change(e=>Kr(e,{kind:`place`,name:n,note:r,at:t})))}function j_(e,t){let{app:n}=e,r=n.address({tool:t===`item`?Q:t});bg(e,`Name this view`,{name:Yr(n.store.get().work,`view`),note:``},(t,n)=>e.change(e=>Kr(e,{kind:`view`,name:t,note:n,address:r})))}function M_(e,t){return Math.sqrt(L_(e,t))}function N_(e){let t=e.reduce((e,t)=>e+t,0);return t>0?Math.max(...e)*e.length/t:1}function P_(e,t,n){let[r,i]=[0,0];for(let a=0;a<e.length;a++){let o=n[a]-t[a];r+=(e[a]-t[a])*o,i+=o*o}let a=i>0?Math.min(1,Math.max(0,r/i)):0,o=0;for(let r=0;r<e.length;r++)o+=(e[r]-t[r]-a*(n[r]-t[r]))**2;let s=Math.min(L_(e,t),L_(e,n));return{weight:a,toMix:Math.min(o/e.length,s),toEnd:s}}function F_(e){let[t,n]=e.reduce(([e,t],n)=>[e+n.toMix,t+n.toEnd],[0,0]);return n>0?1-t/n:NaN}function I_(e,t,n){return e.map((e,r)=>(1-n)*e+n*t[r])}function L_(e,t){let n=0;for(let r=0;r<e.length;r++)n+=(e[r]-t[r])**2;return n/e.length}var[R_,z_,$]=[280,58,4],B_=15;function V_(e){let t=C(`figcaption`,{}),n=C(`span`,{class:`curve-unit`}),r=C(`output`,{class:`curve-reading`}),i=U_(`svg`,{viewBox:`0 0 ${R_} ${z_}`,class:`curve`,role:`img`,tabindex:`0`}),a=C(`span`,{class:`curve-top`}),o=C(`figure`,{class:`curve-figure`},C(`div`,{class:`curve-head`},t,n,r),C(`div`,{class:`curve-body`},i,a)),s=U_(`circle`,{class:`curve-dot`,r:`3.5`}),c=null,l=-1,u=e=>{let[t,n]=c?.range??[0,1];return $+(e-t)/Math.max(1e-9,n-t)*(R_-2*$)},d=()=>c?.top??Math.max(1e-12,...(c?.values??[]).filter(Number.isFinite)),f=e=>z_-$-e/d()*(z_-$-B_),p=e=>{let t=c?.values??[];if(l=-1,c!==null&&e!==null&&t.forEach((t,n)=>{Number.isFinite(t)&&(l<0||Math.abs((c?.x[n]??0)-e)<Math.abs((c?.x[l]??0)-e))&&(l=n)}),s.setAttribute(`visibility`,l<0?`hidden`:`visible`),c===null||l<0)return void(r.textContent=``);s.setAttribute(`cx`,String(u(c.x[l]))),s.setAttribute(`cy`,String(f(t[l]))),r.textContent=`${x(t[l],3)} · ${c.describe(l)}`};return i.addEventListener(`pointermove`,t=>{if(c===null)return;let n=i.getBoundingClientRect(),[r,a]=c.range,o=((t.clientX-n.left)/n.width*R_-$)/(R_-2*$);e(r+Math.min(1,Math.max(0,o))*(a-r))}),i.addEventListener(`keydown`,t=>{let n={ArrowRight:1,ArrowLeft:-1}[t.key];if(n===void 0||c===null)return;t.preventDefault();let r=l+n;for(;r>=0&&r<c.values.length&&!Number.isFinite(c.values[r]);)r+=n;r>=0&&r<c.values.length&&e(c.x[r])}),{element:o,show(e){c=e;let{values:r,x:o,marks:l}=e;t.textContent=e.title,n.textContent=e.unit,a.textContent=r.some(Number.isFinite)?x(d(),2):``;let m=r.map((e,t)=>[u(o[t]),f(e)]).filter(([,e])=>Number.isFinite(e)),h=m.map(([e,t],n)=>`${n===0?`M`:`L`}${e.toFixed(1)} ${t.toFixed(1)}`).join(``),g=m.length>1?`${h}L${m[m.length-1][0].toFixed(1)} ${z_-$}L${m[0][0].toFixed(1)} ${z_-$}Z`:``;i.replaceChildren(U_(`path`,{class:`curve-axis`,d:`M${$} ${z_-$}H${R_-$}${l.map(e=>`M${u(e).toFixed(1)} ${$}V${z_-$}`).join(``)}`}),U_(`path`,{class:`curve-area`,d:g}),U_(`path`,{class:`curve-line`,d:h}),...m.length===1?[U_(`circle`,{class:`curve-dot`,r:`2.5`,cx:String(m[0][0]),cy:String(m[0][1])})]:[],s),i.setAttribute(`aria-label`,`${e.title}, ${e.unit}: ${H_(e)}. Arrow keys read the values.`),p(null)},point:p}}function H_({values:e,describe:t}){let n=e.filter(Number.isFinite);if(n.length===0)return`no values yet`;let r=Math.max(...n);return`${x(Math.min(...n),3)} to ${x(r,3)}, highest ${t(e.indexOf(r))}`}function U_(e,t){let n=document.createElementNS(`http://www.w3.org/2000/svg`,e);for(let[e,r]of Object.entries(t))n.setAttribute(e,r);return n}function W_(e){let t=e.map(({decoded:e})=>e?.values);if(e.length<2||t.some(e=>e===void 0))return null;let n=t,r=e.flatMap(({stop:e},t)=>e===null?[]:[t]);return{imageSteps:n.slice(1).map((e,t)=>M_(n[t],e)),latentSteps:e.slice(1).map(({latent:t},n)=>_h(e[n].latent,t)),mixes:e.map(({stop:e,segment:t},i)=>e===null?P_(n[i],n[r[t]],n[r[t+1]]):null)}}function G_(e,t,n,r){let i=e=>{t.stop(),t.show(Math.round(e))},[a,o,s,c]=[V_(i),V_(i),V_(i),V_(i)],l=r===null?[a,o,c]:[a,o,s,c],u=C(`dl`,{class:`facts path-facts`}),d=C(`div`,{class:`curves`,hidden:!0},...l.map(({element:e})=>e),u),f={title:`Step in looks`,unit:`${r} features`},p=null,m={x:[],range:[0,1],marks:[],describe:String};return n.onchange(()=>{e.shots===p&&n.steps!==null&&(s.show({...m,...f,values:n.steps}),s.point(t.time))}),e.onchange(()=>{if(e.shots===p)return;let n=W_(e.shots);if(d.classList.toggle(`stale`,n===null),e.shots.length<2&&(d.hidden=!0),n===null)return;p=e.shots,d.hidden=!1;let r=e.shots.length-1,i=e.shots.flatMap(({stop:e},t)=>e===null||t===0||t===r?[]:[t]);m={x:n.imageSteps.map((e,t)=>t+.5),range:[0,r],marks:i,describe:e=>`images ${e+1}–${e+2}`},a.show({...m,title:`Step in the image`,unit:`RMSE per pixel`,values:n.imageSteps}),o.show({...m,title:`Step in the latent`,unit:`Euclidean`,values:n.latentSteps}),s.show({...m,...f,values:[]}),c.show(K_(n,r,i)),h(u,...q_(n));for(let e of l)e.point(t.time)}),t.onchange(()=>{for(let e of l)e.point(t.time)}),d}function K_({mixes:e},t,n){return{title:`Cross-dissolve`,unit:`% explained by mixing`,values:e.map(e=>e===null?NaN:100*F_([e])),x:e.map((e,t)=>t),range:[0,t],top:100,marks:n,describe:e=>`image ${e+1}`}}function q_({imageSteps:e,latentSteps:t,mixes:n}){let r=F_(n.filter(e=>e!==null));return[[`longest / mean step`,`${x(N_(e),3)} (1: all even)`,`In the image. The nearer to 1, the more evenly the image changes along the path.`],[`length in latent space`,x(t.reduce((e,t)=>e+t,0),4),`Sum of the steps between the latents`],[`cross-dissolve`,Number.isNaN(r)?`–`:`${Math.round(100*r)} % (100 %: fading)`,`The lower the better. Share of what separates the images between the stops from the nearer stop that mixing the stops pixel by pixel explains.`]].flatMap(([e,t,n])=>[C(`dt`,{title:n},e),C(`dd`,{},t)])}async function J_({image:e},t){let n=await o(`features.onnx`,t),r=new Worker(new URL(new URL(`features.worker-CAzTYULV.js`,import.meta.url).href,``+import.meta.url),{type:`module`,name:`features`}),i=(e,t=[])=>new Promise((n,i)=>{r.onmessage=({data:e})=>e.kind===`failed`?i(Error(e.message)):n(e),r.onerror=e=>{e.preventDefault(),i(Error(`The extractor's worker could not be started.`))},r.postMessage(e,t)});return await i({kind:`open`,graph:n,shape:[e.channels,e.height,e.width]},[n]),async e=>{let t=await i({kind:`extract`,image:e});if(t.kind!==`extracted`)throw Error(`The extractor's worker gave a wrong answer.`);return t.features}}var Y_=class{app;walk;steps=null;changes=ug();onchange=this.changes.listen;known=new WeakMap;extract=null;last=Promise.resolve();constructor(e,t){if(this.app=e,this.walk=t,e.atlas.features===null)return;let n=null;t.onchange(()=>{t.shots!==n&&(this.steps=null,!t.complete||t.shots.length<2||(n=t.shots,this.last=this.last.then(()=>this.find()).catch(e=>g(e instanceof Error?e.message:String(e),8))))})}async find(){let{shots:e}=this.walk;this.extract??=J_(this.app.atlas,this.app.home);let t=await this.extract,n=[];for(let{decoded:r}of e){if(r===null||this.walk.shots!==e)return;let i=this.known.get(r)??await t(r.values);this.known.set(r,i),n.push(i)}this.walk.shots===e&&(this.steps=n.slice(1).map((e,t)=>_h(n[t],e)),this.changes.tell())}},X_=2e3,Z_=1e8,Q_=60;function $_(e,t,n=Math.random,r=Z_){if(t===`random`)return iv(e,n);let i=t===`nearest`?1:-1,[a,o]=[av(e.first,n),av(e.second,n)],s=null;for(let t of a){let n=rv(e,t,o,i,!1,s?.cost);n!==null&&(s=n)}let c=a.length===e.first.length&&o.length===e.second.length;c||(s=ev(e,s,i));let l=c||t===`farthest`||s===null?null:tv(e,s,r);return s=l??s,s&&{rows:s.rows,distance:Math.sqrt(Math.abs(s.cost)),sampled:c||l!==null?null:X_}}function ev(e,t,n){let r=t;for(;r!==null;){let t=rv(e,r.rows[0],e.second,n,!1,r.cost),[,i]=(t??r).rows,a=rv(e,i,e.first,n,!0,(t??r).cost);if(t===null&&a===null)return r;r=a??t}return null}function tv({vectors:e,width:t,first:n,second:r,allowed:i},a,o){let s=new Uint8Array(e.length/t);for(let e of n)s[e]|=1;for(let e of r)s[e]|=2;let c=Uint32Array.from(s.keys()).filter(e=>s[e]!==0),l=nv(e,t,c),u=n=>e[n*t+l];c.sort((e,t)=>u(e)-u(t));let d=a,f=o;for(let n=0;n<c.length;n++)for(let r=n+1;r<c.length&&(u(c[r])-u(c[n]))**2<d.cost;r++){if(f--===0)return null;let a=0;for(let i=0;i<t&&a<d.cost;i++)a+=(e[c[n]*t+i]-e[c[r]*t+i])**2;a>=d.cost||(s[c[n]]&1&&s[c[r]]&2&&i(c[n],c[r])?d={rows:[c[n],c[r]],cost:a}:s[c[r]]&1&&s[c[n]]&2&&i(c[r],c[n])&&(d={rows:[c[r],c[n]],cost:a}))}return d}function nv(e,t,n){let r=new Float32Array(t).fill(1/0),i=new Float32Array(t).fill(-1/0);for(let a of n)for(let n=0;n<t;n++)r[n]=Math.min(r[n],e[a*t+n]),i[n]=Math.max(i[n],e[a*t+n]);let a=i.map((e,t)=>e-r[t]);return a.indexOf(Math.max(...a))}function rv({vectors:e,width:t,allowed:n},r,i,a,o,s=1/0){let c=null,l=s;for(let s of i){if(s===r)continue;let i=0;for(let n=0;n<t&&(a<0||i<l);n++)i+=(e[r*t+n]-e[s*t+n])**2;if(a*i>=l)continue;let u=o?[s,r]:[r,s];n(...u)&&(l=a*i,c={rows:u,cost:l})}return c}function iv({vectors:e,width:t,first:n,second:r,allowed:i},a){for(let o=0;o<Q_&&n.length>0;o++){let o=n[Math.floor(a()*n.length)],s=r.filter(e=>e!==o&&i(o,e));if(s.length===0)continue;let c=s[Math.floor(a()*s.length)],l=0;for(let n=0;n<t;n++)l+=(e[o*t+n]-e[c*t+n])**2;return{rows:[o,c],distance:Math.sqrt(l),sampled:null}}return null}function av(e,t){if(e.length<=X_)return e;let n=new Set;for(let r=e.length-X_;r<e.length;r++){let e=Math.floor(t()*(r+1));n.add(n.has(e)?r:e)}return Uint32Array.from(n,t=>e[t])}var ov=[[`nearest`,`nearest pair`],[`farthest`,`farthest pair`],[`random`,`random pair`]],[sv,cv,lv]=[`any`,`same`,`other`];function uv(e,t){let n=e.attributes.find(({key:e})=>e===`label`),r=dv(`Which pair`,ov),i=(n?.categories??[]).map((e,t)=>[String(t),e]),a=dv(`Label of the first item`,[[sv,`any label`],...i]),o=dv(`Label of the second item`,[[sv,`any label`],[cv,`the same label`],[lv,`another label`],...i]),c=C(`p`,{class:`quiet`,role:`status`}),l=async()=>{let i=await(e.items.latents()??null),l=n?.codes,u=t=>{let n=/^\d+$/.test(t)?Number(t):null;return Uint32Array.from(e.mask().keys()).filter(t=>e.mask()[t]!==0&&(n===null||l?.[t]===n))},d=$_({vectors:i??e.columns.positions,width:i?e.atlas.items.latentDim:2,first:u(a.value),second:u(o.value),allowed:(e,t)=>!l||(o.value===cv?l[e]===l[t]:o.value!==lv||l[e]!==l[t])},r.value);if(d===null)return void(c.textContent=`No two shown items are such a pair.`);let f=i?`in latent space`:`on the map, since this export holds no latents`,p=d.sampled===null?``:` A ${r.value} pair: found among ${s(d.sampled)} items drawn at random, then improved over all; picking again may find a better one.`;c.textContent=`${x(d.distance,3)} apart ${f} (Euclidean).${p}`,t(d.rows.map(e=>({kind:`item`,row:e})))},u=C(`button`,{class:`button`,onclick:()=>void l().catch(e=>g(e instanceof Error?e.message:String(e),8))},`Pick`);return C(`details`,{class:`pairs`},C(`summary`,{},`Pick a pair`),C(`div`,{class:`pair-row`},r,u),n?C(`div`,{class:`pair-row`},C(`span`,{class:`quiet`},`of`),a,C(`span`,{class:`quiet`},`and`),o):null,c)}function dv(e,t){return C(`select`,{"aria-label":e},...t.map(([e,t])=>C(`option`,{value:e},t)))}var fv=5,pv=900,mv=class{app;walk;time=null;playing=!1;direction=1;timer=0;asked=0;painted=0;listeners=[];painters=[];constructor(e,t,n){this.app=e,this.walk=t,t.onchange(()=>{let e=t.shots.length-1;e<1&&this.stop(),e<0?this.time=null:this.show(Math.min(this.time??0,e))}),e.store.watch(e=>e.tool,e=>e!==n&&this.stop())}onchange(e){this.listeners.push(e)}onpicture(e){this.painters.push(e)}show(e){this.time=e;let t=++this.asked,n=n=>{if(!(t<this.painted)){this.painted=t;for(let t of this.painters)t(n,e)}},r=Number.isInteger(e)?this.walk.shots[e]?.decoded:void 0;r?n(r):Number.isInteger(e)||this.app.decoder.request(`path-play`,`latents`,this.walk.latentAt(e),n);for(let e of this.listeners)e()}toggle(){this.playing?this.stop():this.play()}stop(){cancelAnimationFrame(this.timer),clearTimeout(this.timer),this.playing&&(this.playing=!1,this.show(Math.round(this.time??0)))}play(){if(this.walk.shots.length<2)return;if(this.playing=!0,matchMedia(`(prefers-reduced-motion: reduce)`).matches){let e=()=>{this.go(1),this.timer=window.setTimeout(e,pv)};e();return}let e=performance.now(),t=n=>{this.go(Math.max(0,n-e)/1e3*fv),e=n,this.playing&&(this.timer=requestAnimationFrame(t))};this.timer=requestAnimationFrame(t);for(let e of this.listeners)e()}go(e){let t=this.walk.shots.length-1,n=(this.time??0)+this.direction*e;n>=t?[n,this.direction]=[t,-1]:n<=0&&([n,this.direction]=[0,1]),this.show(n)}},hv=4096;function gv(e,t){let n=1<<t,r=n+1,i=[],[a,o]=[0,0],[s,c]=[t+1,r+1],l=new Map,u=e=>{for(a|=e<<o,o+=s;o>=8;o-=8)i.push(a&255),a>>>=8};u(n);let d=e[0]??0;for(let i=1;i<e.length;i++){let a=d<<8|e[i],o=l.get(a);o===void 0?(u(d),d=e[i],c===hv?(u(n),l.clear(),[s,c]=[t+1,r+1]):(c===1<<s&&s++,l.set(a,c++))):d=o}return u(d),u(r),o>0&&i.push(a&255),Uint8Array.from(i)}var _v=256,vv=1<<18;function yv(e){return bv(e)??xv(e)}function bv(e){let t=new Map,n=[];for(let r of e){let e=new Uint8Array(r.length/4);for(let n=0;n<e.length;n++){let i=r[4*n]<<16|r[4*n+1]<<8|r[4*n+2],a=t.get(i);if(a===void 0){if(t.size===_v)return null;a=t.size,t.set(i,a)}e[n]=a}n.push(e)}return{palette:Uint8Array.from([...t.keys()].flatMap(e=>[e>>16,e>>8&255,e&255])),indices:n}}function xv(e){let t=wv(e),n=[Sv(t,Array.from(t.ids.keys()))];for(;n.length<_v;){let e=n.reduce((e,t)=>t.error>e.error?t:e);if(e.error===0)break;let r=e.members.filter(n=>t.means[3*n+e.axis]<=e.mean[e.axis]),i=e.members.filter(n=>t.means[3*n+e.axis]>e.mean[e.axis]);n=[...n.filter(t=>t!==e),Sv(t,r),Sv(t,i)]}let r=Uint8Array.from(n.flatMap(({mean:e})=>e.map(Math.round))),i=new Uint8Array(vv);return t.ids.forEach((e,n)=>i[e]=Tv(r,t.means.subarray(3*n,3*n+3))),{palette:r,indices:e.map(e=>Uint8Array.from({length:e.length/4},(t,n)=>i[Cv(e,4*n)]))}}function Sv({weights:e,means:t},n){let[r,i]=[[0,0,0],[0,0,0]],a=0;for(let o of n){a+=e[o];for(let n=0;n<3;n++)r[n]+=e[o]*t[3*o+n],i[n]+=e[o]*t[3*o+n]**2}let o=i.map((e,t)=>n.length>1?Math.max(0,e-r[t]**2/a):0).map(e=>e<1e-6*a?0:e),s=o.indexOf(Math.max(...o));return{members:n,mean:[r[0]/a,r[1]/a,r[2]/a],axis:s,error:o[s]}}function Cv(e,t){return e[t]>>2<<12|e[t+1]>>2<<6|e[t+2]>>2}function wv(e){let t=new Uint32Array(vv),n=new Float64Array(3*vv);for(let r of e)for(let e=0;e<r.length;e+=4){let i=Cv(r,e);t[i]++;for(let t=0;t<3;t++)n[3*i+t]+=r[e+t]}let r=Uint32Array.from(t.keys()).filter(e=>t[e]>0),i=new Float64Array(3*r.length);return r.forEach((e,r)=>{for(let a=0;a<3;a++)i[3*r+a]=n[3*e+a]/t[e]}),{ids:r,weights:Float64Array.from(r,e=>t[e]),means:i}}function Tv(e,[t,n,r]){let[i,a]=[0,1/0];for(let o=0;o<e.length/3;o++){let s=(e[3*o]-t)**2+(e[3*o+1]-n)**2+(e[3*o+2]-r)**2;s<a&&([i,a]=[o,s])}return i}var Ev=255;function Dv(e,t){let{width:n,height:r}=e[0],{palette:i,indices:a}=yv(e.map(({rgba:e})=>e)),o=Math.max(2,Math.ceil(Math.log2(i.length/3))),s=new Uint8Array(3<<o);s.set(i);let c=[kv(`GIF89a`),[...Av(n),...Av(r),240|o-1,0,0],s,[33,255,11,...kv(`NETSCAPE2.0`),3,1,0,0,0]];return a.forEach((e,i)=>{c.push([33,249,4,4,...Av(Math.round(t[i]*100)),0,0]),c.push([44,0,0,0,0,...Av(n),...Av(r),0,o]);let a=gv(e,o);for(let e=0;e<a.length;e+=Ev){let t=a.subarray(e,e+Ev);c.push([t.length],t)}c.push([0])}),c.push([59]),Ov(c)}function Ov(e){let t=new Uint8Array(e.reduce((e,t)=>e+t.length,0)),n=0;for(let r of e)t.set(r,n),n+=r.length;return t}function kv(e){return Array.from(e,e=>e.charCodeAt(0))}function Av(e){return[e&255,e>>8]}var[jv,Mv]=[.12,.6],Nv=16,Pv=4;function Fv(e,t,n){let r=`${e.atlas.name}-path`,i=ig([{title:`PNG`,hint:`the strip, every pixel enlarged by a whole factor`,write:()=>Qh(`${r}.png`,ng(Iv(t),Math.min(Nv,t.shots.length),Pv))},{title:`GIF`,hint:`the way there and back, for ever`,async write(){let e=Iv(t),n=rg(e.length),i=t=>t===0||t===e.length-1;Xh(`${r}.gif`,Dv(n.map(t=>e[t]),n.map(e=>i(e)?Mv:jv)),`image/gif`)}},{title:`JSON`,hint:`stops, latents and step sizes, enough to walk the path again in Python`,write:async()=>Zh(`${r}.json`,await Lv(e,t,n))}]);return i.hidden=!0,t.onchange(()=>i.hidden=t.shots.length<2||!t.complete),i}function Iv(e){return e.shots.flatMap(({decoded:e})=>e===null?[]:[e]).map(e=>tg(e,eg(e)))}async function Lv(e,t,n){let{route:r}=e.store.get(),i=W_(t.shots);if(i===null)throw Error(`the images are not decoded yet.`);let a=i.mixes.filter(e=>e!==null);return{format:`latlas path 1`,atlas:e.atlas.name,model:e.atlas.model.name,path:r.kind,stops:await Promise.all(r.stops.map((n,r)=>Ph(e,n,t.latents[r]))),images:t.shots.map(({segment:e,alpha:t,latent:n,at:r})=>({segment:e,alpha:t,position:r,latent:Array.from(n)})),image_steps:i.imageSteps,latent_steps:i.latentSteps,feature_steps:n.steps,extractor:n.steps&&e.atlas.features,cross_dissolve:a.length===0?null:F_(a)}}function Rv(e,t,n){let r=C(`ol`,{class:`stops`,"aria-label":`Stops`});return e.store.watch(e=>e.route.stops,t=>{let i=r.contains(document.activeElement)?document.activeElement.dataset.does:void 0;h(r,...t.map((r,i)=>zv(e,t,r,i,n))),i!==void 0&&(r.querySelector(`[data-does="${i}"]`)??r.querySelector(`button`))?.focus()}),t.onchange(()=>{for(let{stop:e,decoded:n}of t.shots){let t=e===null?null:r.querySelector(`[data-decoded="stop-${e}"]`);t&&n&&z(t,n)}}),r}function zv(e,t,n,r,i){let{width:a,height:o}=e.atlas.image,s=C(`canvas`,{class:q(e.atlas),width:a,height:o,"aria-hidden":`true`});n.kind===`item`?e.items.drawThumbnail(n.row,s).catch(e=>g(e.message,8)):s.dataset.decoded=`stop-${r}`;let c=Nh(e,n),l=e=>i(t.with(r,t[e]).with(e,n)),d=(e,t,n,i,a=!1)=>C(`button`,{class:`small-button`,"data-does":`${e}-${r}`,"aria-label":n,title:n,disabled:a,onclick:i},u(t));return C(`li`,{class:`stop`},C(`span`,{class:`stop-number`,"aria-hidden":`true`},String(r+1)),C(`span`,{class:`stop-picture`},s),C(`span`,{class:`stop-name`},c),d(`up`,`up`,`Move stop ${r+1} up`,()=>l(r-1),r===0),d(`down`,`down`,`Move stop ${r+1} down`,()=>l(r+1),r===t.length-1),d(`remove`,`close`,`Remove stop ${r+1}`,()=>i(t.filter((e,t)=>t!==r))))}function Bv(e,t,n){let{channels:r,width:i,height:a}=e.atlas.image,o=(t,n)=>C(`canvas`,{class:q(e.atlas),"data-decoded":t,width:i,height:a,role:`img`,"aria-label":n}),[s,c]=[o(`path`,`Decoded image on the path`),o(`path-mix`,`The stops before and after, mixed pixel by pixel`)],l=C(`button`,{class:`button play`,title:`Run along the path (space)`,onclick:()=>n.toggle()}),d=C(`p`,{class:`big-number`}),f=C(`p`,{class:`quiet`});n.onpicture((e,n)=>{z(s,e);let o=t.mixAt(n);o&&z(c,{rgba:Ln(o,r,a,i),width:i,height:a})});let p=null;n.onchange(()=>{n.playing!==p&&(p=n.playing,h(l,u(p?`pause`:`play`),p?`Pause`:`Play`));let e=n.time===null?null:t.where(n.time);n.time!==null&&e!==null&&(d.textContent=`Image ${Math.round(n.time)+1} of ${t.shots.length}`,f.textContent=`stop ${e.segment+1} to ${e.segment+2}, α = ${e.alpha.toFixed(2)}`)});let m=C(`figcaption`,{title:`The images of the two stops faded into each other: a model that does no better has learned no way between them`},`Pixels mixed`);return C(`div`,{class:`big`},C(`div`,{class:`big-pair`},C(`figure`,{},s,C(`figcaption`,{},`Decoded`)),C(`figure`,{},c,m)),C(`div`,{class:`row`},C(`div`,{},d,f),l))}function Vv(e,t,n){let r=C(`div`,{class:`strip`,role:`group`,"aria-label":`Images along the path. Arrow keys go along, space plays.`}),{width:i,height:a}=e.atlas.image,o=[],s=t=>{let r=C(`canvas`,{class:q(e.atlas),"data-decoded":`path-${t}`,width:i,height:a}),o=()=>{n.stop(),n.show(t)};return{button:C(`button`,{class:`frame`,tabIndex:-1,onclick:o,onfocus:o,onpointerenter:e=>e.pointerType===`mouse`&&!n.playing&&n.show(t)},r),canvas:r,painted:null}};return r.addEventListener(`keydown`,e=>{let t={ArrowRight:1,ArrowLeft:-1}[e.key];if(e.key===` `)n.toggle();else if(t!==void 0&&n.time!==null)o[Math.round(n.time)+t]?.button.focus();else return;e.preventDefault(),e.stopPropagation()}),t.onchange(()=>{o.length!==t.shots.length&&(o=t.shots.map((e,t)=>o[t]??s(t)),h(r,...o.map(({button:e})=>e))),t.shots.forEach(({decoded:e,stop:n},r)=>{let i=o[r];e!==null&&e!==i.painted&&(z(i.canvas,e),i.painted=e),i.button.dataset.stop=n===null?``:String(n+1),i.button.setAttribute(`aria-label`,`Image ${r+1} of ${t.shots.length}${n===null?``:`, stop ${n+1}`}`)})}),n.onchange(()=>{let e=n.time===null?-1:Math.round(n.time);o.forEach(({button:t},n)=>{t.toggleAttribute(`data-now`,n===e),t.tabIndex=n===Math.max(0,e)?0:-1})}),r}var Hv=`path`,Uv=24,Wv=class{app;shots=[];latents=[];fromPlaces=!1;find;changes=ug();onchange=this.changes.listen;version=0;constructor(e,t){this.app=e,this.find=Fh(e);let n=null,r=()=>{let{route:r,tool:i}=e.store.get();i===t&&r!==n&&(n=r,this.go(r).catch(e=>g(e instanceof Error?e.message:String(e),8)))};e.store.watch(e=>e.route,r),e.store.watch(e=>e.tool,r)}get complete(){return this.shots.length>0&&this.shots.every(({decoded:e})=>e!==null)}where(e){if(this.shots.length===0)return null;let[t,n,r]=this.around(e),i=t.segment===n.segment?t.alpha:0;return{segment:n.segment,alpha:i+r*(n.alpha-i)}}latentAt(e){let{segment:t,alpha:n}=this.where(e)??{segment:0,alpha:0},[r,i]=[this.latents[t],this.latents[t+1]??this.latents[t]];return fh[this.app.store.get().route.kind].at(r,i,n)}placeAt(e){if(this.isLatentMap){let[t,n]=this.latentAt(e);return[t,n]}let[t,n,r]=this.around(e);return Gv(t.at,n.at,r)}mixAt(e){let t=this.where(e);if(t===null)return null;let n=e=>this.shots.find(t=>t.stop===e)?.decoded?.values,[r,i]=[n(t.segment),n(t.segment+1)];return r&&i?I_(r,i,t.alpha):null}line(){if(this.shots.length<2)return[];if(!this.isLatentMap)return this.shots.map(({at:e})=>e);let e=this.shots.length-1,t=Uv*(this.latents.length-1);return[...new Set([...this.shots.keys(),...Array.from({length:t},(n,r)=>r/t*e)])].sort((e,t)=>e-t).map(e=>this.placeAt(e))}get isLatentMap(){return this.app.atlas.projection.name===`latent`}around(e){let t=this.shots.length-1,n=Math.min(t,Math.max(0,e)),r=Math.min(Math.floor(n),Math.max(0,t-1));return[this.shots[r],this.shots[Math.min(t,r+1)],n-r]}async go({stops:e,kind:t,images:n}){let r=++this.version,i=await Promise.all(e.map(e=>this.find(e)));r===this.version&&(this.latents=i.map(({latent:e})=>e),this.fromPlaces=i.some(({own:e})=>!e),this.shots=mh(this.latents,t,n).map((t,n)=>this.shot(t,n,e)),this.changes.tell(),this.app.decoder.sequence(Hv,`latents`,this.shots.map(({latent:e})=>e),(e,t)=>{let n=t.landing===null?this.shots[e].at:[t.landing[0],t.landing[1]];this.shots=this.shots.with(e,{...this.shots[e],decoded:t,at:n}),this.changes.tell()}))}shot(e,t,n){let[r,i]=[n[e.segment],n[e.segment+1]??n[e.segment]].map(e=>Mh(this.app,e)),a=this.isLatentMap?[e.latent[0],e.latent[1]]:Gv(r,i,e.alpha);return{...e,stop:t===0?0:e.alpha===1?e.segment+1:null,at:a,decoded:null}}};function Gv(e,t,n){return[e[0]+(t[0]-e[0])*n,e[1]+(t[1]-e[1])*n]}var Kv=`path`,qv={id:Kv,place:`tool`,decodes:!0,title:`Path`,address:Th,create(e,t){let n=new Wv(e,Kv),r=new mv(e,n,Kv),i=new Y_(e,n),a=t=>e.store.set({route:Jv({...e.store.get().route,...t})});Yv(e,t,n,r,a);let o=C(`p`,{class:`quiet`}),s=C(`div`,{class:`way`,hidden:!0},Xv(e,a),Zv(e,a)),c=C(`div`,{hidden:!0},Vv(e,n,r),Bv(e,n,r)),l=uv(e,e=>a({stops:e})),u=C(`button`,{class:`link`,hidden:!0,onclick:()=>a({stops:[]})},`Clear`);e.store.watch(e=>e.route.stops,t=>{o.textContent=t.length===0?`Click two or more ${kh(e)?`points or places`:`points`} on the map, or pick a pair.`:t.length===1?`Click where the path goes next.`:``,s.hidden=c.hidden=t.length<2,u.hidden=t.length===0,t.length===0&&l.setAttribute(`open`,``)});let d=C(`p`,{class:`quiet`,hidden:!0},`This export holds no latents: the items’ are those that their places on the map lead to.`);n.onchange(()=>d.hidden=!n.fromPlaces);let f=C(`header`,{},C(`h2`,{},`Path`),u);return C(`section`,{class:`path`,"aria-label":`Path`},f,o,Rv(e,n,e=>a({stops:e})),l,s,c,d,G_(n,r,i,e.atlas.features?.extractor??null),Fv(e,n,i))}};function Jv(e){return{...e,images:Math.min(64,Math.max(e.images,e.stops.length,2))}}function Yv(e,t,n,r,i){let a=()=>e.store.get().route.stops,o=()=>e.store.get().tool===Kv;e.onclick(Kv,t=>{let n=Ah(e,t),r=a().at(-1);return n===null?g(`This map has no way back: click an item.`):a().length===24?g(`A path has at most 24 stops.`):r!==void 0&&jh(r,n)||i({stops:[...a(),n]}),!0});let s=Uh(t,e,{move:(e,t)=>i({stops:a().with(e,t)}),remove:e=>i({stops:a().filter((t,n)=>n!==e)})}),c=()=>{s(o()?a().map((t,n)=>({label:String(n+1),name:Nh(e,t),stop:t})):[]),t.redraw()};e.store.watch(a,c),e.store.watch(o,c),t.addLayers(()=>{if(!o()||n.shots.length===0||a().length===0)return[];let t={id:Kv,bounds:e.atlas.bounds,theme:e.store.get().theme};return[...qh(t,[n.line()],2.5),r.time===null?null:Jh(t,n.placeAt(r.time))]}),n.onchange(()=>t.redraw()),r.onchange(()=>t.redraw()),document.addEventListener(`keydown`,e=>{let i=e.target===t.host||e.target===document.body;e.key!==` `||!o()||!i||n.shots.length<2||(e.preventDefault(),e.stopPropagation(),r.toggle())},{capture:!0})}function Xv(e,t){let n=Object.entries(fh).map(([e,{title:n,summary:r}])=>C(`button`,{"data-kind":e,title:r,onclick:()=>ph(e)&&t({kind:e})},n));return e.store.watch(e=>e.route.kind,e=>{for(let t of n)t.setAttribute(`aria-pressed`,String(t.dataset.kind===e))}),C(`div`,{class:`segments`,role:`group`,"aria-label":`Kind of path between latents`},...n)}function Zv(e,t){let n=C(`output`,{}),r=C(`input`,{type:`range`,min:`2`,max:`64`,step:`1`,"aria-label":`Images along the path`,oninput:()=>t({images:Number(r.value)})});return e.store.watch(e=>e.route,({images:e,stops:t})=>{r.min=String(Math.max(2,t.length)),r.value=String(e),n.textContent=`${e} images`}),C(`label`,{class:`row`},r,n)}var Qv=6;function $v(e){return e.normalize(`NFKD`).replace(/\p{M}/gu,``).toLowerCase()}function ey(e){let t=$v(e).split(/\s+/).filter(e=>e!==``);return t.join(``).length<2?[]:t}function ty(e){return/^\d{1,15}$/.test(e.trim())?Number(e.trim()):null}function ny(e,t){let n=$v(e.trim());return n===``?[]:t.filter(({kind:e})=>e===`label`).flatMap(e=>e.categories.map((t,r)=>({attribute:e,category:r,grade:Math.min(iy($v(t),n),ry(e,t,n))}))).filter(({grade:e})=>e<3).sort((e,t)=>e.grade-t.grade).slice(0,Qv).map(({attribute:e,category:t})=>({attribute:e,category:t}))}function ry({title:e},t,n){let[r,i]=[$v(e),$v(t)];return n.startsWith(r)&&n.endsWith(i)&&/^\s*[\s:=]\s*$/.test(n.slice(r.length,n.length-i.length))?0:3}function iy(e,t){return e===t?0:t.length<2?3:e.startsWith(t)?1:e.includes(t)?2:3}function ay(e,t){return e===`id`&&ty(t)!==null?e=>e===t:e=>t.includes(e)}function oy(e,t,n,r,i,a){let o=Array.isArray(e.id)?e.id:[],s=r.map(t=>[t,e.metadata?.[t]]).filter(e=>Array.isArray(e[1])),c=[];for(let e=n;e<o.length&&c.length<a;e++){let n=[[`id`,String(o[e])],...s.map(([t,n])=>[t,String(n[e]??``)])],r=n.map(([e,t])=>i.filter(ay(e,$v(t))));if(!i.every(e=>r.some(t=>t.includes(e))))continue;let a=r.reduce((e,t,n)=>t.length>r[e].length?n:e,0);c.push({row:t+e,field:n[a][0],value:n[a][1]})}return c}var sy=4;async function cy(e,t,n,r,i,a){let{count:o,chunk:s,fields:c}=e,l=Math.ceil(o/s),u=[],d=[],f=Math.floor(n/s);for(let p=f;p<l;p++){for(;f<l&&u.length<sy;){let t=e.load(f++);t.catch(()=>{}),u.push(t)}let m=await u.shift();if(i.aborted)return;let h=p*s;d.push(...oy(m,h,Math.max(0,n-h),c,t,r-d.length));let g=Math.min(o,h+s),_=d.length===r,v=_?d[r-1].row+1:g;if(a({searched:v,hits:[...d],next:_&&v<o?v:null,done:_||g===o}),_)return}}function ly(e,t,n){let r=null;e.setAttribute(`role`,`combobox`),e.setAttribute(`aria-autocomplete`,`list`),e.setAttribute(`aria-controls`,t.id);let i=n=>{r?.removeAttribute(`aria-selected`),r?.removeAttribute(`id`),r=n,e.removeAttribute(`aria-activedescendant`),n!==null&&(n.id=`${t.id}-active`,n.setAttribute(`aria-selected`,`true`),n.scrollIntoView({block:`nearest`}),e.setAttribute(`aria-activedescendant`,n.id))},a=t=>{n.hidden=!t,e.setAttribute(`aria-expanded`,String(t)),i(null)};a(!1);let o=o=>{n.hidden&&a(e.value.trim()!==``);let s=[...t.children];if(s.length===0)return;let c=r===null?-1:s.indexOf(r);i(s[c<0?o>0?0:s.length-1:(c+o+s.length)%s.length])},s={ArrowDown:()=>o(1),ArrowUp:()=>o(-1),Enter:()=>(r?.isConnected?r:t.firstElementChild)?.click(),Escape:()=>n.hidden?e.blur():a(!1)};e.addEventListener(`keydown`,e=>{let t=s[e.key];t===void 0||e.isComposing||(e.preventDefault(),e.stopPropagation(),t())}),e.addEventListener(`focus`,()=>a(e.value.trim()!==``)),n.addEventListener(`mousedown`,e=>e.preventDefault());for(let t of[e,n])t.addEventListener(`focusout`,({relatedTarget:t})=>{t!==e&&!(t instanceof Node&&n.contains(t))&&a(!1)});return{open:a,close:()=>a(!1)}}var uy=24,dy=200,fy={id:`search`,place:`bar`,keys:{aim:`Find your way on the page`,keys:[[`/`,`search items by id, label or text`]]},create(e){let t=C(`input`,{type:`search`,class:`search-input`,placeholder:`Search`,autocomplete:`off`,spellcheck:`false`,title:`Row, id, label, or words in the metadata (/)`,"aria-label":`Search items by row, id, label or words in the metadata`}),n=C(`div`,{class:`search-list`,id:`search-list`,role:`listbox`,"aria-label":`Found`}),r=C(`p`,{class:`search-status quiet`,role:`status`}),i=C(`div`,{class:`card search-box`,hidden:!0},n,r),a=ly(t,n,i),o=py(e,n,r,a.close);return t.addEventListener(`input`,()=>{a.open(t.value.trim()!==``),o(t.value)}),r.addEventListener(`click`,()=>t.focus()),y(`/`,()=>{t.focus(),t.select()}),C(`div`,{class:`search`,role:`search`},C(`label`,{class:`search-field`},u(`search`),t),i)}};function py(e,t,n,r){let{items:i}=e.atlas,a={count:i.count,chunk:i.chunk,fields:i.metadata,load:async e=>await E(`items/${e}.json`)},o=my(e),s=new AbortController,c=0,l=t=>{r(),e.store.set({selected:t,tool:`item`})},u=({attribute:t,category:n})=>{r();let{hidden:i}=e.store.get(),a={...i,[t.key]:[]};e.store.set({colouring:t.key,hidden:Ri(a,t.key,n,t.categories.length)}),g(`Only ${t.categories[n]} is shown. “Show all” in the legend brings the others back.`,5)};return r=>{s.abort(),s=new AbortController;let{signal:d}=s;clearTimeout(c);let f=ty(r),p=f!==null&&f<i.count?f:null,m=ny(r,e.attributes),g=new Set,_=(n,r,i,a)=>{g.has(n)||(g.add(n),t[a](_y(e,n,r,i,l)))};h(t,...m.map(t=>vy(e,t,u))),h(n),p!==null&&_(p,`row`,String(p),`prepend`),f!==null&&o(f).then(e=>!d.aborted&&e!==null&&_(e,`id`,String(f),`prepend`),e=>gy(n,e,d));let v=ey(r);if(v.length===0)return h(n,r.trim()===``||t.childElementCount>0?null:`Texts are searched from two letters on.`);let y=e=>{let r=0;n.textContent=`Searching …`,cy(a,v,e,uy,d,e=>{for(let{row:t,field:n,value:i}of e.hits.slice(r))_(t,n,i,`append`);r=e.hits.length,hy(n,e,i.count,t.childElementCount,y)}).catch(e=>gy(n,e,d))};c=window.setTimeout(()=>y(0),dy)}}function my(e){let t=null;return async n=>{if(!e.atlas.items.ids)return null;t??=f(`ids.i32`,e.atlas.items.count*4).then(e=>new Int32Array(e));let r=(await t).indexOf(n);return r<0?null:r}}function hy(e,{searched:t,done:n,next:r},i,a,o){let c=`${s(t)} of ${s(i)} items searched`;if(!n)return h(e,`${c} …`);if(r!==null)return h(e,`${c}. `,C(`button`,{class:`link`,onclick:()=>o(r)},`Search on`));h(e,a===0?`Nothing found in ${s(i)} items.`:`All ${s(i)} items searched.`)}function gy(e,t,n){n.aborted||(e.textContent=t instanceof Error?t.message:String(t))}function _y(e,t,n,r,i){let a=C(`canvas`,{class:`${q(e.atlas)} search-picture`});e.items.drawThumbnail(t,a).catch(e=>g(e.message,8));let o=n===`row`?`by its row`:`${n}: ${r}`;return C(`div`,{class:`search-entry`,role:`option`,"data-row":String(t),onclick:()=>i(t)},a,C(`span`,{class:`search-name`},`Item ${s(t)}`),C(`span`,{class:`search-detail`,title:o},o))}function vy(e,t,n){let{attribute:r,category:i}=t,a=C(`span`,{class:`swatch`});return a.style.backgroundColor=I(r.colours(e.store.get().theme)[i]),C(`div`,{class:`search-entry`,role:`option`,onclick:()=>n(t)},C(`span`,{class:`search-picture`},a),C(`span`,{class:`search-name`},`Show only ${r.categories[i]}`),C(`span`,{class:`search-detail`},`${r.title}, ${s(r.counts[i])} items`))}function yy(e,t,n){let r=!1;for(let i=0,a=e.length-1;i<e.length;a=i++){let[[o,s],[c,l]]=[e[i],e[a]];s>n!=l>n&&t<o+(n-s)/(l-s)*(c-o)&&(r=!r)}return r}function by(e,t,n,r){let i=new Uint8Array(r.length);if(e.length<3)return i;let{side:a}=t,o=256/a,s=e=>Math.min(a-1,Math.max(0,Math.floor(e/o))),[c,l]=[e.map(([e])=>e),e.map(([,e])=>e)],[u,d,f,p]=[s(Math.min(...c)),s(Math.max(...c)),s(Math.min(...l)),s(Math.max(...l))],m=xy(e,a,o,s);for(let s=f;s<=p;s++){let c=null;for(let l=u;l<=d;l++)if(l===0||s===0||l===a-1||s===a-1||m[s*a+l]!==0){c=null;for(let a of t.members(l,s))r[a]!==0&&yy(e,n[2*a],n[2*a+1])&&(i[a]=1)}else if(c??=yy(e,(l+.5)*o,(s+.5)*o),c)for(let e of t.members(l,s))r[e]!==0&&(i[e]=1)}return i}function xy(e,t,n,r){let i=new Uint8Array(t*t);return e.forEach(([a,o],s)=>{let[c,l]=e[s===0?e.length-1:s-1],[u,d]=[Math.min(l,o),Math.max(l,o)],f=e=>c+(e-l)/(o-l)*(a-c);for(let e=r(u);e<=r(d);e++){let[s,p]=l===o?[c,a]:[f(Math.max(u,e*n)),f(Math.min(d,(e+1)*n))];i.fill(1,e*t+r(Math.min(s,p)),e*t+r(Math.max(s,p))+1)}}),i}var Sy=3,Cy=6,wy=14;function Ty(e,t,n){let{host:r}=e,i=J(`polygon`),a=J(`svg`,{class:`drawing lasso`,"aria-hidden":`true`},i);r.append(a);let o=null,s=e=>{let t=r.getBoundingClientRect();return[e.clientX-t.left,e.clientY-t.top]},c=()=>jf(i,{points:o===null?``:o.path.map(e=>e.join(`,`)).join(` `)}),l=(e,t)=>r.addEventListener(e,t,{capture:!0});l(`pointerdown`,e=>{if(o!==null)return e.stopImmediatePropagation();let i=e.target instanceof HTMLCanvasElement&&e.isPrimary&&e.button===0?Ey(e,n(),t):null;i!==null&&(e.stopImmediatePropagation(),e.preventDefault(),r.focus({preventScroll:!0}),r.setPointerCapture(e.pointerId),r.classList.remove(`hovering`),o={path:[s(e)],change:i})}),l(`pointermove`,e=>{if(o===null||!e.isPrimary)return;e.stopImmediatePropagation();let[t,n]=s(e),[r,i]=o.path[o.path.length-1];Math.hypot(t-r,n-i)<Sy||(o.path.push([t,n]),c())}),l(`pointerup`,n=>{if(o===null||!n.isPrimary)return;n.stopImmediatePropagation();let{path:r,change:i}=o;o=null,c();let a=r.map(t=>ut(e.view,e.size,t));Dy(r)>Cy?t.store.set({selection:hi(t.store.get().selection,by(a,t.grid,t.world,t.mask()),i)}):Oy(t,t.grid.nearest(a[0],wy/2**e.view.zoom,t.mask()))});let u=()=>{o=null,c()};l(`pointercancel`,u),r.addEventListener(`keydown`,e=>{e.key===`Escape`&&o!==null&&(e.stopImmediatePropagation(),u())},{capture:!0})}function Ey(e,t,n){return e.altKey&&(e.shiftKey||t!==null||n.chosen()!==null)?`remove`:e.shiftKey?`add`:t}function Dy(e){return Math.max(...e.map(([t,n])=>Math.hypot(t-e[0][0],n-e[0][1])))}function Oy(e,t){if(t===null)return;let n=e.chosen()?.[t]===1?`remove`:`add`;e.store.set({selection:hi(e.store.get().selection,pi([t],e.atlas.items.count),n)})}var ky={id:`selection`,place:`map`,address:xi,keys:{aim:`Choose several items`,keys:[[`Shift + drag`,`draw around them; with Alt: take away`],[`Shift + click`,`one item more, or one less`],[`Esc`,`let go of the item, then of the selection`]]},create(e,t){let n=C(`select`,{"aria-label":`What the lasso does`},...Ay.map(([e,t])=>C(`option`,{value:e},t))),r=C(`button`,{class:`icon-button`,"aria-label":`Lasso: draw around items to select them`,"aria-pressed":`false`,title:`Lasso: draw around items to select them (or hold Shift and drag)`},u(`lasso`));return r.addEventListener(`click`,()=>r.setAttribute(`aria-pressed`,String(r.getAttribute(`aria-pressed`)===`false`))),Ty(t,e,()=>r.getAttribute(`aria-pressed`)===`true`?n.value:null),C(`div`,{class:`selection`},C(`div`,{class:`card selecting`},r,jy(e,t,n)),My(e))}},Ay=[[`replace`,`starts anew`],[`add`,`adds`],[`remove`,`takes away`]];function jy(e,t,n){let r=t=>{e.store.set({selection:t}),t.length===0&&g(`There is nothing to select.`),o.open=!1},i=()=>e.grid.inside(at(t.view,t.size),e.mask(),1/0)??[],a=(e,t)=>C(`button`,{class:`menu-entry`,onclick:()=>r(t())},e),o=C(`details`,{class:`menu`},C(`summary`,{class:`icon-button`,"aria-label":`Select items without drawing`,title:`Select items without drawing`},u(`choose`)),C(`div`,{class:`card menu-entries`},a(`Select what is in view`,()=>mi(pi(i(),e.atlas.items.count))),a(`Select everything shown`,()=>mi(e.mask())),...e.attributes.filter(({kind:e})=>e!==`factor`).map(({key:t,title:n,categories:i,codes:a})=>{let o=C(`select`,{"aria-label":`Select by ${n}`},C(`option`,{value:``},`…`),...i.map((e,t)=>C(`option`,{value:String(t)},e)));return o.addEventListener(`change`,()=>{if(o.value===``)return;let t=e.mask();r(mi(t.map((e,t)=>+(e!==0&&a[t]===Number(o.value))))),o.value=``}),C(`label`,{class:`row`,"data-attribute":t},C(`span`,{},`Select this ${n.toLowerCase()}`),o)}),C(`label`,{class:`row`},C(`span`,{},`The lasso`),n)));return o.addEventListener(`keydown`,e=>{e.key===`Escape`&&o.open&&(o.open=!1,o.querySelector(`summary`)?.focus())}),document.addEventListener(`pointerdown`,e=>{e.target instanceof Node&&!o.contains(e.target)&&(o.open=!1)}),o}function My(e){let t=C(`span`,{class:`number`,role:`status`}),n=C(`button`,{class:`link`,onclick:()=>e.store.set({only:e.store.get().only===null?e.store.get().selection:null})}),r=C(`button`,{class:`link`,onclick:()=>e.store.set({selection:gi(e.store.get().selection,e.mask())})},`Invert`),i=C(`button`,{class:`icon-button`,"aria-label":`Clear the selection`,title:`Clear the selection`,onclick:()=>e.store.set({selection:[]})},u(`close`)),a=C(`div`,{class:`card chosen`,role:`group`,"aria-label":`Selection`},t,n,r,i),o=()=>{let{selection:r,only:i}=e.store.get();a.hidden=r.length===0,t.textContent=r.length===0?``:`${s(r.length)} selected`,n.textContent=i===null?`Show only these`:`Show the others`};return e.store.watch(e=>e.selection,o),e.store.watch(e=>e.only,o),a}function Ny({atlas:e,attributes:t,store:n}){let{colouring:r,hidden:i,theme:a}=n.get(),o=t.find(({key:e})=>e===r),c=i[r]??[],l=o?.colours(a)??[],u=o?.categories.map((e,t)=>({name:e,colour:l[t],shown:!c.includes(t)}))??[],d=Object.keys(i).length>0?`, filtered`:``;return{title:e.name,subtitle:`${e.model.name} on ${String(e.model.data??``)} · ${s(e.items.count)} items${d} · ${e.projection.axes.join(`, `)}`,colouring:o?.title??``,entries:u.filter(({shown:e})=>e)}}function Py(e,t){let[n,r]=[0,0];return e.map(e=>{n>0&&n+e>t&&([n,r]=[0,r+1]);let i={x:n,line:r};return n+=e,i})}var Fy=16,Iy=20,Ly=11,Ry=14,zy={light:[`#1d232b`,`#5b6572`],dark:[`#e6e9ee`,`#98a2b0`]},By=`system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif`;function Vy(e,t,n,r){let i=document.createElement(`canvas`),a=i.getContext(`2d`);if(a===null)return i;let o=e.width/r;a.font=`12px ${By}`;let s=t.colouring===``?[]:[`${t.colouring}:`,...t.entries.map(({name:e})=>e)],c=Py(s.map((e,t)=>a.measureText(e).width+Ry+(t===0?0:16)),o-32),l=c.length===0?0:c[c.length-1].line+1,u=e.height/r;i.width=e.width,i.height=Math.ceil((u+32+Iy*(2+l))*r),a.fillStyle=I(Ze[n]),a.fillRect(0,0,i.width,i.height),a.drawImage(e,0,0),a.scale(r,r),a.textBaseline=`middle`;let d=(e,t,n,r,i)=>{a.font=`${r} ${By}`,a.fillStyle=i,a.fillText(e,t,n,o-32)},[f,p]=zy[n],m=u+Fy+Iy/2;return d(t.title,Fy,m,`600 15px`,f),d(t.subtitle,Fy,m+Iy,`12px`,p),s.forEach((e,n)=>{let[r,i]=[Fy+c[n].x,m+Iy*(2+c[n].line)];n>0&&(a.fillStyle=I(t.entries[n-1].colour),a.beginPath(),a.arc(r+Ly/2,i,Ly/2,0,2*Math.PI),a.fill()),d(e,n===0?r:r+Ly+5,i,`12px`,n===0?p:f)}),i}function Hy(e){return new Promise((t,n)=>e.toBlob(e=>e===null?n(Error(`This browser could not make the picture`)):t(e),`image/png`))}var Uy={id:`share`,place:`bar`,create(e,t){return C(`button`,{class:`bar-button`,title:`Share this view`,onclick:()=>Wy(e,t)},u(`link`),C(`span`,{},`Share`))}};function Wy(e,t){let n=`#${e.address()}`,r=n===`#`?``:` --view '${n.replaceAll(`'`,`%27`)}'`,i=`latlas export ATLAS --out SITE${e.other?` --compare OTHER`:``}${r}`;l(`Share this view`,C(`h3`,{},`A link`),C(`p`,{class:`quiet`},`The address holds the view, the item and what the tools show, wherever this page can be reached. The place under the pointer, notes and brought images stay with you.`),Gy(`Link to this view`,new URL(n,location.href).href,`Copy link`),C(`h3`,{},`A picture`),C(`p`,{class:`quiet`},`The map as it is now, with what its colours mean below it.`),C(`p`,{},C(`button`,{class:`button`,onclick:()=>Ky(e,t)},`Save this view as a picture`)),C(`h3`,{},`A site`),C(`p`,{class:`quiet`},`A folder of plain files for any web host, which opens in this view:`),Gy(`Command that exports this view`,i,`Copy command`))}function Gy(e,t,n){let r=C(`input`,{type:`text`,value:t,readonly:!0,"aria-label":e,class:`wide`}),i=C(`p`,{class:`quiet`,role:`status`});return C(`div`,{},C(`div`,{class:`copy`},r,C(`button`,{class:`button`,onclick:async()=>{try{await navigator.clipboard.writeText(t),i.textContent=`Copied.`}catch{r.select(),i.textContent=`This browser does not let the page copy: the text is marked, copy it with the keyboard.`}}},n)),i)}async function Ky(e,t){try{let n=t.picture(),r=Vy(n,Ny(e),e.store.get().theme,n.width/t.size.width);Xh(`${e.atlas.name.replace(/[^\p{L}\p{N}_-]+/gu,`-`)}.png`,await Hy(r),`image/png`)}catch(e){g(e instanceof Error?e.message:String(e),8)}}var qy={id:`theme`,place:`bar`,create(e){return e.store.watch(e=>e.theme,_),C(`button`,{class:`bar-button`,title:`Light or dark`,"aria-label":`Light or dark`,onclick:()=>{let t=e.store.get().theme===`light`?`dark`:`light`;b(t),e.store.set({theme:t})}},u(`theme`))}},Jy=`latlas-tour`,Yy=4e3,Xy=[{mouse:`Move over the map: every place is decoded into an image, also between the points.`,touch:`Tap a place, or drag the ring: every place is decoded into an image.`,followed:e=>e.probe},{mouse:`Click a point to see its image, its reconstruction, and what is most like it.`,touch:`Tap a point to see its image, its reconstruction, and what is most like it.`,followed:e=>e.selected},{mouse:`The tabs hold the tools. Press ? for everything that mouse and keys can do.`,touch:`The tabs hold the tools. The button with the keys lists all you can do.`,followed:e=>e.tool}],Zy={id:`tour`,place:`map`,create({atlas:e,store:t}){let n=T(e)?Xy:Xy.slice(1),r=matchMedia(`(pointer: coarse)`).matches?n.map(({touch:e})=>e):n.map(({mouse:e})=>e),i=C(`p`,{"aria-live":`polite`}),a=C(`span`,{class:`dots`,"aria-hidden":`true`}),o=C(`button`,{class:`link`,onclick:()=>l(t.get().tour)}),s=C(`section`,{class:`hint`,"aria-label":`First steps`},i,C(`div`,{class:`row`},a,o,C(`button`,{class:`icon-button`,"aria-label":`Close the hints`,title:`Close`,onclick:()=>c()},u(`close`)))),c=()=>{$y(),t.set({tour:null})},l=e=>e===null||e+1>=n.length?c():t.set({tour:e+1});return t.watch(e=>e.tour,e=>{s.hidden=e===null,e!==null&&(i.textContent=r[e],o.textContent=e+1<n.length?`Next`:`Done`,h(a,...n.map((t,n)=>C(`i`,{class:n===e?`dot now`:`dot`}))))}),n.forEach(({followed:e},n)=>{let r=0,i=!0;t.watch(e,()=>{!i&&t.get().tour===n&&r===0&&(r=window.setTimeout(()=>{r=0,t.get().tour===n&&l(n)},Yy)),i=!1})}),Qy()||t.set({tour:0}),s}};function Qy(){try{return localStorage.getItem(Jy)!==null}catch{return!1}}function $y(){try{localStorage.setItem(Jy,`seen`)}catch{}}var eb=[Mm,mm,Wm,qv,mg,zf,tm,k_,eh,ky,Ed,zd,fy,Zy,Bd,Uy,Qm,qy];function tb(e,t,n){let r=e=>{n.set({tool:e}),nb(a,t)},i=e.map(([e,t])=>C(`button`,{role:`tab`,id:`tab-${e}`,class:`tab`,"aria-controls":`tool-${e}`,"data-tool":e,onclick:()=>r(e)},u(p(e)),C(`span`,{},t))),a=C(`div`,{class:`tabs`,role:`tablist`,"aria-label":`Tools`},...i);a.style.gridTemplateColumns=`repeat(${Xm(e.length)}, minmax(0, 1fr))`;for(let e of t.querySelectorAll(`:scope > [data-panel]`))Object.assign(e,{id:`tool-${e.dataset.panel}`}),e.setAttribute(`role`,`tabpanel`),e.setAttribute(`aria-labelledby`,`tab-${e.dataset.panel}`);return a.addEventListener(`keydown`,t=>{let a=e.findIndex(([e])=>e===n.get().tool),o={ArrowRight:a+1,ArrowLeft:a-1,Home:0,End:e.length-1}[t.key];if(o===void 0)return;t.preventDefault();let[s]=e[(o+e.length)%e.length];r(s),i[(o+e.length)%e.length].focus()}),n.watch(e=>e.tool,e=>{for(let t of i){let n=t.dataset.tool===e;t.setAttribute(`aria-selected`,String(n)),t.tabIndex=n?0:-1}for(let n of t.querySelectorAll(`:scope > [data-panel]`))n.hidden=n.dataset.panel!==e}),a}function nb(e,t){let n=e.parentElement;if(n===null||!matchMedia(`(max-width: 599px)`).matches)return;let r=matchMedia(`(prefers-reduced-motion: reduce)`).matches?`auto`:`smooth`;n.scrollTo({top:t.offsetTop-e.offsetHeight-n.offsetTop,behavior:r})}var rb=t({showPage:()=>ib});async function ib({host:e,bar:t,stage:n,side:r},i,a,o){let s=eb.filter(({decodes:e})=>!e||T(a)),c=s.filter(({place:e})=>e===`tool`),l={ids:c.map(({id:e})=>e),fields:s.flatMap(({address:e})=>e??[])},u=Vi(a,o,l),d=a.compare?Object.assign(u,{other:await Yi(u,l)}):u,f=new Iu(e,d,i);Yu(f,d),Hu(f,d);let p=C(`div`,{class:`tools`}),m={bar:t,side:r,tool:p,map:n};for(let e of s){let t=e.create(d,f,s);t.dataset.panel=e.id,m[e.place].append(t)}Xu(d),r.append(tb(c.map(({id:e,title:t})=>[e,t??e]),p,d.store),p)}export{Ln as n,ib as showPage,rb as t};