export { createUser } from "./create-user.ts";
export { deactivateUser, updateUser } from "./update-user.ts";
export { loadActor } from "./actor.read-model.ts";
export { hashPassword, verifyPassword } from "./password.ts";
export { userHandlers } from "./user.controller.ts";
export { presentUser } from "./user.presenter.ts";
export { insertUser, loadUser, loadUsers, setUserStatus, type UserRow, writePasswordHash } from "./user.repository.ts";
