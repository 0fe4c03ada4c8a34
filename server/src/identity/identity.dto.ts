import { changeDevice, reportCheck } from '@contracts/http/devices';
import { pairingApproval, pairingClaim, residentSignIn, staffSignIn } from '@contracts/http/identity';
import { createZodDto } from 'nestjs-zod';

export class StaffSignInDto extends createZodDto(staffSignIn) {}
export class ResidentSignInDto extends createZodDto(residentSignIn) {}
export class PairingClaimDto extends createZodDto(pairingClaim) {}
export class PairingApprovalDto extends createZodDto(pairingApproval) {}
export class ReportCheckDto extends createZodDto(reportCheck) {}
export class ChangeDeviceDto extends createZodDto(changeDevice) {}
