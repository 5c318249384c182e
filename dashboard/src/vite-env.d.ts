/// <reference types="vite/client" />
declare module 'virtual:ant-styles.css';
