import { PasswordInput, type PasswordInputProps, TextInput, type TextInputProps } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import classes from "./Auth.module.css";

/** A form of this folder with what its values are called. */
interface Bound<T> {
  form: UseFormReturnType<T>;
  name: keyof T & string;
}

type Field<Props extends { description?: React.ReactNode }, Needed extends keyof Props> = Pick<
  Props,
  "description"
> &
  Required<Pick<Props, Needed>>;

const bind = <T,>({ form, name }: Bound<T>) => ({
  name,
  required: true,
  withAsterisk: false,
  ...form.getInputProps(name),
});

/** A line of text; `autoComplete` tells the browser's keychain what it is. */
export const TextField = <T,>({
  form,
  name,
  ...props
}: Bound<T> & Field<TextInputProps, "label" | "autoComplete">) => (
  <TextInput {...props} {...bind({ form, name })} key={form.key(name)} />
);

/** An address, with the keyboard that phones have for it. */
export const EmailField = <T,>({
  form,
  name,
  ...props
}: Bound<T> & Field<TextInputProps, "autoComplete">) => (
  <TextInput
    label="E-mail"
    type="email"
    inputMode="email"
    {...props}
    {...bind({ form, name })}
    key={form.key(name)}
  />
);

/** A password that can be looked at. */
export const PasswordField = <T,>({
  form,
  name,
  ...props
}: Bound<T> & Field<PasswordInputProps, "label" | "autoComplete">) => (
  <PasswordInput {...props} {...bind({ form, name })} key={form.key(name)} />
);

/** Why what was sent did not work, read out at once; nothing while it has not failed. */
export const Failure = ({ text }: { text: string | null }) =>
  text && (
    <div className={classes.failure} role="alert">
      {text}
    </div>
  );
